package io.smartcallcenter.routing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Decided;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was decided can be read, and the queues can be taken to Asterisk. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class JournalAndQueuesTest {

    private static final String DECISIONS = "/api/routing/decisions";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private KafkaSide kafka;
    private final String callId = "pbx1/" + UUID.randomUUID();

    @BeforeEach
    void readyToDecide() {
        URI ready = management.resolve("/health/ready");
        await("readiness at " + ready)
                .atMost(Duration.ofMinutes(3))
                .until(() -> given().get(ready).statusCode() == 200);
        kafka = new KafkaSide(bootstrapServers, "routing-events");
    }

    @AfterEach
    void close() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role));
    }

    private void awaitJournal(String path, Object value) {
        await("the journal says " + path).atMost(Duration.ofMinutes(3)).untilAsserted(() -> as("analyst")
                .queryParam("callId", callId)
                .get(DECISIONS)
                .then()
                .statusCode(200)
                .body(path, equalTo(value)));
    }

    @Test
    void aDecisionIsInTheJournalWithWhatBecameOfIt() {
        kafka.send(
                "call-events",
                callId,
                new RouteRequested(
                        callId,
                        callId + "/1",
                        "1.0",
                        new Party("79010000001", ""),
                        "700",
                        "internal",
                        RouteReason.NEW));
        Decided decided = (Decided) kafka.next("routing-events", callId).value().data();
        awaitJournal("decisions[0].decisionId", decided.decisionId());
        as("supervisor")
                .queryParam("callId", callId)
                .get(DECISIONS)
                .then()
                .body("decisions", hasSize(1))
                .body("decisions[0].dialled", equalTo("700"))
                .body("decisions[0].callType", equalTo("QUEUE_NUMBER"))
                .body("decisions[0].steps", hasSize(6))
                .body("decisions[0].command.type", equalTo("route.queue"))
                .body("decisions[0].command.queue", equalTo("support"))
                .body("decisions[0].refused", nullValue())
                .body("next", nullValue());

        kafka.send(
                "routing-events",
                callId,
                new CommandRefused(callId, decided.decisionId(), "route.queue", Refusal.EXPIRED, "too late"));
        awaitJournal("decisions[0].refused.reason", "EXPIRED");
    }

    @Test
    void aWrongParameterIsNamed() {
        as("admin")
                .queryParam("from", "yesterday")
                .get(DECISIONS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("from"));
        as("admin")
                .queryParam("call", "1")
                .get(DECISIONS)
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("call"));
    }

    @Test
    void operatorsReadNeither() {
        as("operator").get(DECISIONS).then().statusCode(403);
        as("operator").get("/api/routing/queues.conf").then().statusCode(403);
        given().get(DECISIONS).then().statusCode(401);
    }

    @Test
    void theQueuesAreAFileForAsterisk() {
        String text = as("supervisor")
                .get("/api/routing/queues.conf")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .extract()
                .asString();
        assertThat(text)
                .matches(
                        "(?s); Queues of Smart Call Center, rules version \\d+\\..*\\[support]\nstrategy = leastrecent\n.*");
    }
}
