package io.smartcallcenter.cdr.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Neither MongoDB nor the PBX's database is there: the service starts, says so, and goes on trying. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
@WithTestResource(DatabasesAwayTest.NoDatabases.class)
class DatabasesAwayTest {

    @Inject
    MeterRegistry meters;

    @Test
    void theReportAnswersThatTheCallerMayComeAgain() {
        given().auth()
                .oauth2(TestTokens.of("analyst"))
                .get("/api/admin/reports/reconciliation?from=2024-03-01T00:00:00Z&to=2024-03-02T00:00:00Z")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("5"));
    }

    @Test
    void theImportIsTriedAgain() {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> assertThat(
                        meters.counter("scc.cdr.import.failures").count())
                .isGreaterThanOrEqualTo(2));
    }

    /** Addresses where nobody listens. */
    public static class NoDatabases implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            return Map.of(
                    "quarkus.mongodb.connection-string", "mongodb://127.0.0.1:1",
                    "quarkus.mongodb.server-selection-timeout", "1S",
                    "scc.cdr.database.host", "127.0.0.1",
                    "scc.cdr.database.port", "1",
                    "scc.cdr.database.username", "nobody",
                    "scc.cdr.database.password", "none",
                    "scc.cdr.database.name", "none");
        }

        @Override
        public void stop() {}
    }
}
