package io.smartcallcenter.kpi.service;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.kpi.CallStory;
import io.smartcallcenter.kpi.Story;
import java.io.IOException;
import java.net.URL;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events go in over Kafka; lists of calls and the story of each come out of the API. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class CallHistoryTest {

    private static final Instant START = Instant.parse("2026-05-02T10:00:00Z");

    @TestHTTPResource(management = true)
    URL management;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    /** Its own queue and calls for each test: nothing has to be cleaned up. */
    private final String queue = "q" + UUID.randomUUID();

    private final String call =
            "17640" + (UUID.randomUUID().getMostSignificantBits() >>> 44) + "." + Math.abs(queue.hashCode());
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
        return given().auth().oauth2(TestTokens.of(roles));
    }

    private CallStory wholeCall() {
        CallStory story = CallStory.whole(START, call, queue);
        kafka.send(story.events());
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> as("admin")
                .get("/api/calls/pbx1/" + call)
                .then()
                .statusCode(200)
                .body("cdr", equalTo("matched"))
                .body("duration", is(9.2f))
                .body("decisions", hasSize(1)));
        return story;
    }

    private RequestSpecification list(String role, Object... parameters) {
        RequestSpecification request = as(role).queryParam("from", START.toString())
                .queryParam("to", START.plusSeconds(3600).toString())
                .queryParam("queue", queue);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam((String) parameters[i], parameters[i + 1]);
        }
        return request;
    }

    private ValidatableResponse calls(Object... parameters) {
        return list("supervisor", parameters).get("/api/calls").then().statusCode(200);
    }

    @Test
    void theWholeStoryOfACallIsTold() {
        wholeCall();

        as("supervisor")
                .get("/api/calls/pbx1/" + call)
                .then()
                .statusCode(200)
                .body("call_id", equalTo("pbx1/" + call))
                .body("started_at", equalTo("2026-05-02T10:00:00Z"))
                .body("ended_at", equalTo("2026-05-02T10:00:09.200Z"))
                .body("caller_number", equalTo(CallStory.NUMBER))
                .body("caller_name", equalTo(CallStory.NAME))
                .body("dialled", equalTo("700"))
                .body("trunk", equalTo("PJSIP/trunk"))
                .body("outcome", equalTo("answered"))
                .body("answered", is(true))
                .body("wait_time", is(6.1f))
                .body("talk_time", is(3.0f))
                .body("cause", is(16))
                .body("queues", contains(queue))
                .body("operators", contains("PJSIP/0001", "PJSIP/0002"))
                .body("transferred", is(true))
                .body("voicemail", is(true))
                .body("callback_requested", is(true))
                .body("callback_number", equalTo("78880001122"))
                .body("decisions[0].type", equalTo("routing.decided"))
                .body("decisions[0].data.rules", is(17))
                .body("decisions[0].data.steps[0].name", equalTo("number-plan"))
                .body("decisions[0].data.command.type", equalTo("route.queue"))
                .body("entries", hasSize(1))
                .body("entries[0].queue", equalTo(queue))
                .body("entries[0].outcome", equalTo("answered"))
                .body("entries[0].wait_time", is(6.1f))
                .body("offers.operator", contains("PJSIP/0001", "PJSIP/0002"))
                .body("offers.outcome", contains("timeout", "accepted"))
                .body("offers[1].talk_time", is(3.0f))
                .body("offers[1].hold_time", is(1.0f))
                .body("transfers[0].data.target", equalTo("89990001122"))
                .body("cdr_match.state", equalTo("matched"))
                .body("cdr_match.detail", equalTo("2 rows, 9 s billable"))
                .body("comments", hasSize(0))
                .body("disposition", nullValue());
    }

    @Test
    void theHoldOfALocalMembersPhoneIsInTheOfferThatItAnswered() {
        Agent member = new Agent("Local/0001@from-queue/n", "Agent One");
        Story story = new Story(START)
                .joined(0, call, "e", queue)
                .offered(50, call, "near" + call, "e", queue, member)
                .answered(1_000, call, "near" + call, "e", queue, member, 1_000, 950)
                .left(1_000, call, "e", queue, EntryOutcome.ANSWERED, 1_000)
                .hold(2_000, call, "phone" + call, "near" + call, member)
                .unhold(32_000, call, "phone" + call, "near" + call, member)
                // one more of before an upgrade of the gateway: nobody can say whose it is
                .hold(33_000, call, "phone" + call, null, member)
                .unhold(34_000, call, "phone" + call, null, member)
                .released(40_000, call, "near" + call, "e", queue, member, 39_000)
                .add(40_100, new CallEvent.Ended("pbx1/" + call, 16, 40_100));
        kafka.send(story.events);

        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> as("supervisor")
                .get("/api/calls/pbx1/" + call)
                .then()
                .statusCode(200)
                .body("ended_at", equalTo("2026-05-02T10:00:40.100Z"))
                .body("offers.offer_id", contains("pbx1/near" + call))
                .body("offers[0].talk_time", is(39.0f))
                .body("offers[0].hold_time", is(30.0f)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "%2F"})
    void anIdIsReadRawAndEncoded(String slash) {
        wholeCall();
        String path = "/api/calls/pbx1" + slash + call;

        as("admin").urlEncodingEnabled(false).get(path).then().statusCode(200).body("call_id", equalTo("pbx1/" + call));
        as("admin")
                .urlEncodingEnabled(false)
                .get(path + "/events")
                .then()
                .statusCode(200)
                .body("call_id", equalTo("pbx1/" + call));
        as("admin")
                .urlEncodingEnabled(false)
                .contentType("application/json")
                .body("{\"code\":\"done\"}")
                .put(path + "/disposition")
                .then()
                .statusCode(200);
    }

    @Test
    void theTimelineIsInOrderAndComesInPages() {
        CallStory story = wholeCall();
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = as("supervisor").queryParam("limit", 4);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get("/api/calls/pbx1/" + call + "/events")
                    .then()
                    .statusCode(200)
                    .extract();
            List<String> ids = page.path("events.id");
            assertThat(ids.size()).isBetween(1, 4);
            seen.addAll(ids);
            cursor = page.path("next_cursor");
        } while (cursor != null);

        assertThat(seen).hasSameSizeAs(story.events()).doesNotHaveDuplicates();
        assertThat(seen)
                .isEqualTo(story.events().stream()
                        .map(event -> event.meta())
                        .sorted((a, b) -> a.time().equals(b.time())
                                ? Long.compare(a.seq(), b.seq())
                                : a.time().compareTo(b.time()))
                        .map(meta -> meta.id())
                        .toList());
    }

    @Test
    void aListIsFilteredAndTheNewestIsFirst() {
        Story story = new Story(START);
        story.waited("a-" + queue, queue, 1_000, EntryOutcome.ABANDONED, 7_000)
                .waited("b-" + queue, queue, 2_000, EntryOutcome.TIMEOUT, 30_000)
                .missedThenAnswered("c-" + queue, queue, 3_000);
        kafka.send(story.events, queue);
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> calls().body("calls", hasSize(3)).body("calls[0].talk_time", is(3.0f)));

        calls().body("calls.outcome", contains("answered", "timeout", "abandoned"))
                .body("calls.wait_time", contains(6.1f, 30.0f, 7.0f))
                .body("next_cursor", nullValue());
        calls("outcome", "abandoned").body("calls.call_id", contains("pbx1/a-" + queue));
        calls("minWait", 7).body("calls.outcome", contains("timeout", "abandoned"));
        calls("operator", "PJSIP/0001").body("calls.call_id", contains("pbx1/c-" + queue));
        calls("operator", "PJSIP/0009").body("calls", hasSize(0));
        calls("cdr", "none").body("calls", hasSize(3));
        calls("cdr", "missing").body("calls", hasSize(0));
        calls("caller", "7 901 000 0001").body("calls", hasSize(3));
        calls("caller", "79010000002").body("calls", hasSize(0));
        String cursor = calls("limit", 2).body("calls", hasSize(2)).extract().path("next_cursor");
        kafka.send(new Story(START).waited("d-" + queue, queue, 4_000, EntryOutcome.TIMEOUT, 1_000).events, queue);
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> calls().body("calls", hasSize(4)));
        calls("limit", 2, "cursor", cursor)
                .body("calls.call_id", contains("pbx1/a-" + queue))
                .body("next_cursor", nullValue());
    }

    @Test
    void theLastVerdictAboutTheCdrIsFound() {
        wholeCall();

        calls("cdr", "matched").body("calls.call_id", contains("pbx1/" + call));
        calls("cdr", "missing").body("calls", hasSize(0));
        calls("cdr", "none").body("calls", hasSize(0));
        calls("dialled", "700").body("calls", hasSize(1));
        calls("dialled", "701").body("calls", hasSize(0));
    }

    @Test
    void aListAsCsvCannotComputeAnythingAndIsNoted() {
        kafka.send(new CallStory(START, call)
                .started("+79010000067", "=HYPERLINK(\"x\")")
                .events());
        kafka.send(new Story(START).waited(call, queue, 100, EntryOutcome.TIMEOUT, 9_000).events);
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> calls().body("calls", hasSize(1))
                .body("calls[0].outcome", equalTo("timeout"))
                .body("calls[0].dialled", equalTo("700")));

        String csv = list("supervisor", "caller", "79010000067")
                .accept("text/csv")
                .get("/api/calls")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Content-Disposition", containsString("calls.csv"))
                .extract()
                .asString();

        assertThat(csv.lines()).hasSize(2);
        assertThat(csv.lines().toList().get(0)).startsWith("call_id,started_at,");
        assertThat(csv).contains("'+79010000067,\"'=HYPERLINK(\"\"x\"\")\"");
        as("admin")
                .get("/api/exports?limit=1000")
                .then()
                .statusCode(200)
                .body("exports.parameters.queue", hasItem(contains(queue)))
                .body("exports.find { it.parameters.queue?.contains('" + queue + "') }.who", equalTo("test"))
                .body("exports.find { it.parameters.queue?.contains('" + queue + "') }.rows", is(1))
                .body("exports.find { it.parameters.queue?.contains('" + queue + "') }.format", equalTo("csv"))
                .body(
                        "exports.find { it.parameters.queue?.contains('" + queue + "') }.parameters.caller",
                        contains("***"));
        list("supervisor", "format", "csv").get("/api/calls").then().contentType("text/csv");
    }

    @Test
    void aCallThatIsNotKnownIsNotFound() {
        for (String path : List.of("/api/calls/pbx1/0.0", "/api/calls/pbx1/0.0/events", "/api/calls/nothing")) {
            as("analyst").get(path).then().statusCode(404).contentType("application/problem+json");
        }
    }

    @Test
    void aHostileCallIdIsOnlyEverAValue() {
        String hostile = "$where.{}';drop" + call;
        kafka.send(List.of(new Story(START)
                .add(0, new CallEvent.Ended("pbx1/" + hostile, 16, 5))
                .events
                .get(0)));

        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> as("supervisor")
                .urlEncodingEnabled(false)
                .get("/api/calls/pbx1/" + URLEncoder.encode(hostile, UTF_8))
                .then()
                .statusCode(200)
                .body("call_id", equalTo("pbx1/" + hostile)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to=2026-01-02T00:00:00Z | from",
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z | from",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&outcome=great | outcome",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&cdr=lost | cdr",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&limit=0 | limit",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&limit=1001 | limit",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&minWait=-1 | minWait",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&cursor=abc | cursor",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&caller=anna | caller",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&format=xml | format",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&queue=%20 | queue",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&kind=x | kind",
            })
    void aParameterThatCannotBeReadIsNamed(String query, String field) {
        as("supervisor")
                .urlEncodingEnabled(false)
                .get("/api/calls?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void whoMayNotAskIsTold() {
        for (String path : List.of("/api/calls", "/api/calls/pbx1/1.0", "/api/calls/pbx1/1.0/events")) {
            given().get(path).then().statusCode(401);
            as("operator").get(path).then().statusCode(403);
        }
        as("supervisor").get("/api/exports").then().statusCode(403);
        as("supervisor").get("/api/calls/erasures").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/calls",
                "/api/calls/{id}",
                "/api/calls/{id}/events",
                "/api/calls/{id}/comments",
                "/api/calls/{id}/comments/{comment}",
                "/api/calls/{id}/disposition",
                "/api/calls/erasures",
                "/api/exports"
            })
    void theApiIsDescribed(String path) throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(new URL(management, "/openapi?format=json"))
                .path("paths");

        assertThat(paths.has(path)).as(paths.toString()).isTrue();
    }
}
