package io.smartcallcenter.notification.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.notification.feed.Feed;
import jakarta.inject.Inject;
import java.io.DataInputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A heartbeat that a client does not answer. */
@QuarkusTest
@TestProfile(ClockworkTest.ShortPing.class)
@WithTestResource(KafkaBackend.class)
class ClockworkTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TestHTTPResource("/ws/v1")
    URI uri;

    @Inject
    Feed feed;

    /** A heartbeat that a test can wait for. */
    public static class ShortPing extends OwnIssuer {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("scc.ws.ping", "PT0.4S");
            return overrides;
        }
    }

    @Test
    void aClientThatAnswersNoPingIsClosedWith4408() throws Exception {
        await().atMost(PATIENCE).until(feed::isReady);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            OtherProtocol.handshake(
                    socket,
                    uri.getPath(),
                    "Sec-WebSocket-Protocol: scc.v1.json, bearer." + OwnIssuer.token(Duration.ofHours(1)) + "\r\n");
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
}
