package io.smartcallcenter.notification.alert.api;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Topics;
import io.smartcallcenter.notification.alert.Shift;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** MongoDB is away: alerts are raised by the default rules. */
@QuarkusTest
@TestProfile(AlertsWithoutDatabaseTest.Away.class)
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class AlertsWithoutDatabaseTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    /** Nobody listens on port 1. */
    public static class Away implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "scc.notification.alerts.watch", "true",
                    "quarkus.mongodb.connection-string", "mongodb://127.0.0.1:1",
                    "quarkus.mongodb.server-selection-timeout", "1S");
        }
    }

    @Test
    void theDefaultsAreInForce() {
        Shift ann = new Shift();
        try (Topics topics = new Topics(bootstrap)) {
            for (int i = 0; i < 3; i++) {
                topics.send(Topic.CALL_EVENTS, "k", ann.misses());
            }
            topics.awaitRecord(Topic.ALERTS, ann.key(), each -> each.data() instanceof Alert.Raised);
            topics.send(Topic.CALL_EVENTS, "k", ann.answers());
            topics.awaitRecord(Topic.ALERTS, ann.key(), each -> each.data() instanceof Alert.Cleared);
        }
    }

    @Test
    void theHistoryIsAnsweredWithServiceUnavailable() {
        RestAssured.given()
                .auth()
                .oauth2(TestTokens.of("supervisor"))
                .get("/api/alerts")
                .then()
                .statusCode(503)
                .contentType("application/problem+json");
    }
}
