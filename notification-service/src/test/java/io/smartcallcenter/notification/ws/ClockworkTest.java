package io.smartcallcenter.notification.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smartcallcenter.embedded.JwtIssuer;
import io.smartcallcenter.embedded.KafkaBackend;
import java.io.DataInputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What time does to a connection: pings without an answer, a token that ends. */
@QuarkusTest
@TestProfile(ClockworkTest.ShortPing.class)
@WithTestResource(KafkaBackend.class)
class ClockworkTest {

    private static final JwtIssuer ISSUER = new JwtIssuer("http://clockwork.test");

    @TestHTTPResource("/ws/v1")
    URI uri;

    /** A heartbeat that a test can wait for, and an issuer whose tokens may be short. */
    public static class ShortPing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "scc.ws.ping", "PT0.4S",
                    "scc.jwt.issuer", ISSUER.issuer(),
                    "scc.jwt.public-key-location", publicKey());
        }

        private static String publicKey() {
            try {
                Path file = Files.createTempFile("clockwork", ".pem");
                file.toFile().deleteOnExit();
                return Files.writeString(file, ISSUER.publicKeyPem()).toUri().toString();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private URI ws() {
        return URI.create(uri.toString().replaceFirst("^http", "ws"));
    }

    private static String token(Duration validity) {
        return ISSUER.token("test", List.of("supervisor"), validity, Map.of());
    }

    @Test
    void aClientThatAnswersNoPingIsClosedWith4408() throws Exception {
        try (Socket socket = new Socket(ws().getHost(), ws().getPort())) {
            socket.setSoTimeout(20_000);
            OtherProtocol.handshake(
                    socket,
                    ws().getPath(),
                    "Sec-WebSocket-Protocol: scc.v1.json, bearer." + token(Duration.ofMinutes(5)) + "\r\n");
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OtherProtocol.skipHead(in);
            int pings = 0;
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0f;
                int length = in.readUnsignedByte();
                byte[] payload = in.readNBytes(length == 126 ? in.readUnsignedShort() : length);
                if (opcode == 8) {
                    assertThat((payload[0] & 0xff) << 8 | payload[1] & 0xff).isEqualTo(4408);
                    assertThat(pings).isEqualTo(2);
                    return;
                }
                pings += opcode == 9 ? 1 : 0;
            }
        }
    }

    @Test
    void aTokenThatEndsOnALiveSocketClosesItWith4419() throws Exception {
        try (TestSocket client = TestSocket.withToken(ws(), token(Duration.ofSeconds(4)))) {
            client.welcome();
            assertThat(client.closeCode()).isEqualTo(4419);
        }
    }

    @Test
    void aRenewalKeepsTheSocketOpen() throws Exception {
        try (TestSocket client = TestSocket.withToken(ws(), token(Duration.ofSeconds(4)));
                TestSocket notRenewed = TestSocket.withToken(ws(), token(Duration.ofSeconds(4)))) {
            client.welcome();
            client.send("{\"id\":1,\"op\":\"auth\",\"token\":\"" + token(Duration.ofMinutes(5)) + "\"}");
            assertThat(client.reply(1).path("ok").asBoolean()).isTrue();

            assertThat(notRenewed.closeCode()).isEqualTo(4419);
            client.send("{\"id\":2,\"op\":\"ping\"}");
            assertThat(client.reply(2).path("ok").asBoolean()).isTrue();
        }
    }

    @Test
    void anExpiredTokenAndOneOfAnotherIssuerAreRefused() throws Exception {
        String foreign =
                new JwtIssuer("http://clockwork.test").token("test", List.of("admin"), Duration.ofMinutes(5), Map.of());

        assertThat(TestSocket.withToken(ws(), token(Duration.ofMinutes(-5))).closeCode())
                .isEqualTo(4401);
        assertThat(TestSocket.withToken(ws(), foreign).closeCode()).isEqualTo(4401);
    }
}
