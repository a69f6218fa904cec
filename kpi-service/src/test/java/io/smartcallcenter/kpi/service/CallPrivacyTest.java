package io.smartcallcenter.kpi.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.kpi.CallStory;
import io.smartcallcenter.kpi.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees a caller's number, and what is left of it after an erasure. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class CallPrivacyTest {

    private static final Instant START = Instant.parse("2026-05-04T10:00:00Z");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private final String queue = "q" + UUID.randomUUID();
    private final String call = "1764000000." + UUID.randomUUID();
    private final String path = "/api/calls/pbx1/" + call;
    private KafkaSide kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaSide(bootstrap);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    private static RequestSpecification as(String... roles) {
        return given().auth().oauth2(TestTokens.of(roles)).contentType("application/json");
    }

    private CallStory wholeCall() {
        CallStory story = CallStory.whole(START, call, queue);
        kafka.send(story.events());
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> as("admin")
                .queryParam("limit", 1000)
                .get(path + "/events")
                .then()
                .statusCode(200)
                .body("events", hasSize(story.events().size())));
        return story;
    }

    private String list(String role, String accept) {
        return as(role).accept(accept)
                .queryParam("from", START.toString())
                .queryParam("to", START.plusSeconds(60).toString())
                .queryParam("queue", queue)
                .get("/api/calls")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String everything(String role) {
        return list(role, "application/json")
                + list(role, "text/csv")
                + as(role).get(path).asString()
                + as(role).queryParam("limit", 1000).get(path + "/events").asString();
    }

    @Test
    void anAnalystSeesNoNumberAndNoNameAnywhere() {
        wholeCall();

        assertThat(everything("analyst"))
                .contains("+7******67")
                .doesNotContain(
                        CallStory.NUMBER,
                        CallStory.DIGITS,
                        CallStory.NAME,
                        CallStory.CARD,
                        "78880001122",
                        "89990001122");
        assertThat(everything("supervisor"))
                .contains(CallStory.NUMBER, CallStory.NAME, CallStory.CARD, "78880001122", "89990001122");
        as("analyst").get(path).then().body("caller_name", nullValue()).body("callback_number", equalTo("******22"));
    }

    @Test
    void anAnalystMayNotTryNumbers() {
        as("analyst")
                .get("/api/calls?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&caller=79010000067")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("caller"));
    }

    @Test
    void anErasureLeavesNothingToReadEvenWhenTheTopicsAreReadAgain() {
        String digits = "79" + Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000_000L);
        Story story = new Story(START)
                .add(0, new CallEvent.Started("pbx1/" + call, "c", new Party("+" + digits, "Ivan"), "700", "x", "t"))
                .waited(call, queue, 100, EntryOutcome.TIMEOUT, 9_000);
        kafka.send(story.events, queue);
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(
                        () -> as("admin").get(path).then().statusCode(200).body("outcome", equalTo("timeout")));
        as("operator")
                .body(Map.of("text", "said his name is Ivan"))
                .post(path + "/comments")
                .then()
                .statusCode(201);

        as("admin")
                .body(Map.of("number", "+" + digits, "reason", "request of 2026-05-04"))
                .post("/api/calls/erasures")
                .then()
                .statusCode(200)
                .body("erasure.calls", is(1))
                .body("erasure.events", is(2))
                .body("erasure.comments", is(1))
                .body("erasure.finished", is(true))
                .body("commented_calls", hasItem("pbx1/" + call))
                .body("elsewhere.place", hasItems("backups", "cdr-sync-service: its copy of the CDR rows"));

        kafka.send(story.events, queue);
        Party late = new Party("+" + digits, "Ivan");
        kafka.send(
                List.of(new Story(START)
                        .joined(50_000, call, "x", queue)
                        .add(
                                50_000,
                                new CallEvent.QueueJoined("pbx1/" + call, "pbx1/late", "late-" + queue, late, 1, 1))
                        .events
                        .get(1)),
                queue);
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> as("admin").get(path).then().body("queues", hasItem("late-" + queue)));
        assertThat(everything("admin").replace("said his name is Ivan", ""))
                .contains("\"erased\":true")
                .doesNotContain(digits, "Ivan");
        as("admin")
                .body(Map.of("number", digits, "reason", "again"))
                .post("/api/calls/erasures")
                .then()
                .statusCode(200)
                .body("erasure.calls", is(0));
        String trail = as("admin").get("/api/calls/erasures?limit=1000").asString();
        assertThat(trail).contains("request of 2026-05-04").doesNotContain(digits);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | number",
                "{\"number\":\"12\",\"reason\":\"x\"} | number",
                "{\"number\":\"anna\",\"reason\":\"x\"} | number",
                "{\"number\":\"79010000067\"} | reason",
                "{\"number\":\"79010000067\",\"reason\":\" \"} | reason"
            })
    void anErasureThatCannotBeReadIsRefusedByName(String body, String field) {
        as("admin")
                .body(body)
                .post("/api/calls/erasures")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void onlyAnAdminErases() {
        as("supervisor")
                .body(Map.of("number", "79010000067", "reason", "x"))
                .post("/api/calls/erasures")
                .then()
                .statusCode(403);
    }
}
