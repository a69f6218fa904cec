package io.smartcallcenter.routing.simulate;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.routing.publication.CurrentRules;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
class SimulateResourceTest {

    private static final String PATH = "/api/routing/simulate";
    private static final String QUESTION = "{\"dialled\": \"700\", \"node\": \"pbx1\"}";

    /** Other classes publish rules of their own, and the usual ones afterwards. */
    @Inject
    CurrentRules current;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @BeforeEach
    void theRulesAreKnown() {
        await("readiness")
                .atMost(Duration.ofMinutes(3))
                .until(() -> given().get(management.resolve("/health/ready")).statusCode() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"supervisor", "admin", "analyst"})
    void saysWhatWouldHappenAndWhy(String role) {
        ask(
                        role,
                        """
                        {"dialled": "700", "node": "pbx1", "at": "2026-12-16T09:30:00+05:00",
                         "assume": {"queues": {"support": {"free": 0, "busy": 2, "paused": 0, "unreachable": 0, "waiting": 3}}}}
                        """)
                .statusCode(200)
                .body("callType", equalTo("QUEUE_NUMBER"))
                .body("rules", equalTo((int) current.rules().version()))
                .body("caption", nullValue())
                .body("command.type", equalTo("route.queue"))
                .body("command.queue", equalTo("support"))
                .body("command.expiresAt", equalTo("2026-12-16T04:30:02Z"))
                .body("steps", hasSize(6))
                .body("steps.finding", hasItem("support: 0 free, 2 busy, 0 paused, 0 unreachable, 3 waiting"))
                .body("steps.finding", hasItem("everybody is busy: wait"));
    }

    @Test
    void triesADocumentThatIsNotInForce() {
        ask(
                        "supervisor",
                        """
                        {"dialled": "700", "node": "pbx1",
                         "document": {"default": {"queue": "sales"}, "numbers": [{"number": "700", "direct": "PJSIP/9"}]}}
                        """)
                .statusCode(200)
                .body("command.type", equalTo("route.direct"))
                .body("command.endpoint", equalTo("PJSIP/9"));
    }

    @Test
    void namesTheFaultsOfADocument() {
        ask(
                        "supervisor",
                        "{\"dialled\": \"700\", \"node\": \"pbx1\", \"document\": {\"numbers\": [{\"number\": \"700\"}]}}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", contains("document.default", "document.numbers[0]"));
    }

    @Test
    void namesTheFieldThatCannotBeUsed() {
        ask("supervisor", "{\"dialled\": \"700\", \"assume\": {\"devices\": {\"PJSIP/1\": \"ASLEEP\"}}}")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", contains("assume.devices.PJSIP/1"))
                .body("violations.message", contains(startsWith("is none of")));
        ask("supervisor", "{\"dialled\": \"700\", \"node\": \"pbx1\", \"rules\": \"yesterday's\"}")
                .statusCode(422)
                .body("violations.field", contains("rules"));
        ask("supervisor", "no json").statusCode(400).contentType("application/problem+json");
    }

    @Test
    void othersMayNotAsk() {
        given().contentType("application/json").body(QUESTION).post(PATH).then().statusCode(401);
        ask("operator", QUESTION).statusCode(403);
    }

    private static ValidatableResponse ask(String role, String question) {
        return given().auth()
                .oauth2(TestTokens.of(role))
                .contentType("application/json")
                .body(question)
                .post(PATH)
                .then();
    }
}
