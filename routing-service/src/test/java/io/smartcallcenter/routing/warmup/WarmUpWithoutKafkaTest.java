package io.smartcallcenter.routing.warmup;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smartcallcenter.embedded.JwtBackend;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;

/** Kafka is away when the service starts: nobody listens on port 1. */
@QuarkusTest
@TestProfile(WarmUpWithoutKafkaTest.NoKafka.class)
@WithTestResource(JwtBackend.class)
class WarmUpWithoutKafkaTest {

    @Inject
    @Readiness
    WarmUp warmUp;

    @Test
    void warmingUpComesToAnEnd() {
        await("warm, and waiting for Kafka only")
                .atMost(Duration.ofMinutes(3))
                .until(() -> Boolean.TRUE.equals(
                        warmUp.call().getData().orElseThrow().get("warm")));
    }

    public static class NoKafka implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "scc.topics.create", "false");
        }
    }
}
