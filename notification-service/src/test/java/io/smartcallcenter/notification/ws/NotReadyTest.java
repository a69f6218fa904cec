package io.smartcallcenter.notification.ws;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.TestTokens;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The service starts though Kafka is away, and says so to whoever connects. */
@QuarkusTest
@TestProfile(NotReadyTest.WithoutKafka.class)
@WithTestResource(JwtBackend.class)
class NotReadyTest {

    @TestHTTPResource("/ws/v1")
    URI uri;

    /** Nobody listens on port 1. */
    public static class WithoutKafka implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "scc.topics.create", "false");
        }
    }

    @Test
    void aClientIsAskedToComeAgainInsteadOfBeingWelcomedWithoutChannels() throws Exception {
        URI ws = URI.create(uri.toString().replaceFirst("^http", "ws"));
        try (TestSocket client = TestSocket.withToken(ws, TestTokens.of("operator"))) {
            assertThat(client.closeCode()).isEqualTo(1012);
            assertThat(client.frames).isEmpty();
        }
    }
}
