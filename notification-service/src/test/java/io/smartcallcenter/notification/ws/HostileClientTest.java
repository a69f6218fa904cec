package io.smartcallcenter.notification.ws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Events;
import io.smartcallcenter.notification.feed.Feed;
import jakarta.inject.Inject;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do what they should not; another client is served all the while. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class HostileClientTest {

    private static final int CLOSE = 0x88;
    /** Twice what kernels buffer for a connection, and more; bytes. */
    private static final long FLOOD = 64_000_000;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TestHTTPResource("/ws/v1")
    URI uri;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    Sessions sessions;

    @Inject
    Feed feed;

    @Inject
    MeterRegistry meters;

    private final Events events = new Events().startingAt(Instant.now());
    private URI ws;

    @BeforeEach
    void webSocketAddress() {
        ws = URI.create(uri.toString().replaceFirst("^http", "ws"));
        await().atMost(Duration.ofMinutes(3)).until(feed::isReady);
    }

    private TestSocket supervisor() {
        return TestSocket.withToken(ws, TestTokens.of("supervisor"));
    }

    @Test
    void malformedRequestsGetAnErrorAndTheConnectionGoesOn() throws Exception {
        List<String> frames = MalformedFrames.answerable();
        try (TestSocket client = supervisor()) {
            client.welcome();
            for (String frame : frames) {
                client.send(frame);
                JsonNode reply = client.next(any -> true);
                assertThat(reply.path("ok").isBoolean() && !reply.path("ok").asBoolean())
                        .as(frame)
                        .isTrue();
                assertThat(reply.at("/error/code").asInt()).as(frame).isBetween(100, 108);
            }
            client.send("{\"id\":9999,\"op\":\"ping\"}");
            assertThat(client.reply(9999).path("ok").asBoolean()).isTrue();
        }
        assertThat(frames.size() + MalformedFrames.fatal().size()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void whatIsNoProtocolAtAllIsClosedWith4400AndOthersAreServed() throws Exception {
        try (TestSocket bystander = supervisor()) {
            bystander.welcome();
            for (String frame : MalformedFrames.fatal()) {
                try (TestSocket client = supervisor()) {
                    client.send(frame);
                    assertThat(client.closeCode()).as(frame).isEqualTo(4400);
                }
            }
            try (TestSocket client = supervisor()) {
                client.sendBinary(new byte[] {1, 2, 3});
                assertThat(client.closeCode()).isEqualTo(4400);
            }
            bystander.send("{\"id\":1,\"op\":\"ping\"}");
            assertThat(bystander.reply(1).path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void aFrameThatIsTooLargeEndsItsConnectionOnly() throws Exception {
        try (TestSocket bystander = supervisor();
                TestSocket client = supervisor()) {
            bystander.welcome();
            client.welcome();
            client.send("{\"id\":1,\"op\":\"ping\",\"x\":\"" + "x".repeat(200_000) + "\"}");
            assertThat(client.closeCode()).isEqualTo(4400);
            bystander.send("{\"id\":1,\"op\":\"ping\"}");
            assertThat(bystander.reply(1).path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void aReaderThatStopsReadingIsClosedWith4429AndOthersMissNothing() throws Exception {
        try (TestSocket good = supervisor();
                Socket slow = new Socket();
                TopicWriter topics = new TopicWriter(bootstrapServers)) {
            good.subscribe(1, "calls");
            DataInputStream in = stopsReadingAfterSubscribe(slow);
            double closed = closedAsSlow();
            CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
                await().atMost(PATIENCE).until(() -> closedAsSlow() > closed);
                return codeOfTheCloseFrame(in);
            });
            playTo(good, topics);
            assertThat(code.get(3, TimeUnit.MINUTES)).isEqualTo(4429);
        }
    }

    @Test
    void aReaderThatNeverReadsAgainIsCutOff() throws Exception {
        try (TestSocket good = supervisor();
                Socket slow = new Socket();
                TopicWriter topics = new TopicWriter(bootstrapServers)) {
            good.subscribe(1, "calls");
            Set<Session> before = sessions.all();
            stopsReadingAfterSubscribe(slow);
            Set<Session> ofTheSlow = new HashSet<>(sessions.all());
            ofTheSlow.removeAll(before);
            playTo(good, topics);

            assertThat(ofTheSlow).hasSize(1);
            await().atMost(PATIENCE).until(() -> Collections.disjoint(sessions.all(), ofTheSlow));
        }
    }

    /** While its ticket is looked up (the database of this test is away: some seconds) the kernel's buffers fill, and nothing else. */
    @Test
    void whoSendsBeforeBeingAdmittedIsNotReadSoFar() throws Exception {
        byte[] frame = new byte[60_000 + 8];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) 0xfe;
        frame[2] = (byte) (60_000 >> 8);
        frame[3] = (byte) 60_000;
        long taken = 0;
        try (Socket client = new Socket()) {
            client.setSendBufferSize(65_536);
            client.connect(new InetSocketAddress(ws.getHost(), ws.getPort()));
            OtherProtocol.handshake(client, ws.getPath() + "?ticket=none", "Sec-WebSocket-Protocol: scc.v1.json\r\n");
            DataInputStream in = new DataInputStream(client.getInputStream());
            OtherProtocol.skipHead(in);
            while (taken < FLOOD && in.available() == 0) {
                client.getOutputStream().write(frame);
                taken += frame.length;
            }
            assertThat(codeOfTheCloseFrame(in)).isEqualTo(4401);
        }
        assertThat(taken).isLessThan(FLOOD / 2);
        try (TestSocket bystander = supervisor()) {
            bystander.welcome();
        }
    }

    /** Far more than the bound of a queue and what the kernel buffers together; never more at once than a good reader may owe. */
    private void playTo(TestSocket good, TopicWriter topics) throws InterruptedException {
        String run = UUID.randomUUID().toString();
        String name = "n".repeat(10_000);
        for (int batch = 0; batch < 60; batch++) {
            for (int i = 0; i < 50; i++) {
                String call = run + "/" + batch + "/" + i;
                topics.write(
                        Topic.CALL_EVENTS,
                        run,
                        events.of(new CallEvent.Started(call, "c", new Party("+7", name), "700", null, null)));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(good.event("call.started", run + "/" + batch + "/" + i))
                        .isNotNull();
            }
        }
    }

    private DataInputStream stopsReadingAfterSubscribe(Socket socket) throws IOException {
        socket.setReceiveBufferSize(8_192);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(ws.getHost(), ws.getPort()));
        OtherProtocol.handshake(
                socket,
                ws.getPath(),
                "Sec-WebSocket-Protocol: scc.v1.json, bearer." + TestTokens.of("supervisor") + "\r\n");
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OtherProtocol.skipHead(in);
        byte[] request = "{\"id\":1,\"op\":\"subscribe\",\"ch\":\"calls\"}".getBytes(US_ASCII);
        byte[] frame = new byte[6 + request.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | request.length);
        // the mask is zero
        System.arraycopy(request, 0, frame, 6, request.length);
        socket.getOutputStream().write(frame);
        readFrame(in);
        readFrame(in);
        return in;
    }

    /** Reads on, as a client that wakes up would. */
    private double closedAsSlow() {
        return meters.counter("scc.ws.closed", "reason", CloseCode.SLOW.name()).count();
    }

    private static int codeOfTheCloseFrame(DataInputStream in) {
        try {
            while (true) {
                byte[] frame = readFrame(in);
                if ((frame[0] & 0xff) == CLOSE) {
                    return (frame[1] & 0xff) << 8 | frame[2] & 0xff;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the first byte of the frame, then its payload */
    private static byte[] readFrame(DataInputStream in) throws IOException {
        byte first = in.readByte();
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] frame = new byte[(int) length + 1];
        frame[0] = first;
        in.readFully(frame, 1, (int) length);
        return frame;
    }
}
