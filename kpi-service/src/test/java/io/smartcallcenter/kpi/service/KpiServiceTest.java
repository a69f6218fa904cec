package io.smartcallcenter.kpi.service;

import static io.restassured.RestAssured.given;
import static io.smartcallcenter.kpi.Story.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.Story;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events go in over Kafka; figures come out of the API and on the topic of live figures. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class KpiServiceTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    /** Its own queue and past hour for each test: nothing has to be cleaned up. */
    private final String queue = "q" + UUID.randomUUID();

    private final Instant start = Instant.parse("2026-03-02T10:00:00Z");
    private final Story story = new Story(start);
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

    private ValidatableResponse queues(String... parameters) {
        RequestSpecification request = as("analyst")
                .queryParam("from", start.toString())
                .queryParam("to", start.plusSeconds(3600).toString())
                .queryParam("queue", queue);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/api/kpi/queues").then();
    }

    private void awaitTotal(int total) {
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> queues().statusCode(200).body("queues[0].total_calls", is(total)));
    }

    @Test
    void theWorkedCaseIsCountedAsTheDefinitionsSay() {
        kafka.send(story.missedThenAnswered("c-" + queue, queue, 0).events);
        // the release is the last fact of the call
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> operators().body("operators[1].avg_talk_time", is(3.0f)));

        queues().statusCode(200)
                .body("attribution", equalTo("arrival"))
                .body("from", equalTo("2026-03-02T10:00:00Z"))
                .body("to", equalTo("2026-03-02T11:00:00Z"))
                .body("sl_threshold", is(20))
                .body("sl_mode", equalTo("negative"))
                .body("short_abandon", is(5))
                .body("queues[0].queue", equalTo(queue))
                .body("queues[0].total_calls", is(1))
                .body("queues[0].answer_rate", is(100.0f))
                .body("queues[0].avg_wait_time", is(6.1f))
                .body("queues[0].asa", is(6.1f))
                .body("queues[0].avg_abandon_time", nullValue())
                .body("queues[0].wait_p50", is(6.1f))
                .body("queues[0].wait_max", is(6.1f))
                .body("queues[0].service_level", is(100.0f))
                .body("queues[0].unique_calls", is(1))
                .body("queues[0].refused.FULL", is(0))
                .body("queues[0].identity", is(true));
        operators()
                .body("operators.interface", contains("PJSIP/0001", "PJSIP/0002"))
                .body("operators.name", contains("Agent One", "Agent Two"))
                .body("operators.offered_calls", contains(1, 1))
                .body("operators.answered_calls", contains(0, 1))
                .body("operators.missed_calls", contains(1, 0))
                .body("operators[1].avg_talk_time", is(3.0f))
                .body("operators[1].queues[0].queue", equalTo(queue))
                .body("operators[1].queues[0].efficiency", is(100.0f))
                .body("operators.identity", everyItem(is(true)));
    }

    private ValidatableResponse operators() {
        return as("supervisor")
                .queryParam("from", start.toString())
                .queryParam("to", start.plusSeconds(3600).toString())
                .queryParam("queue", queue)
                .get("/api/kpi/operators")
                .then()
                .statusCode(200);
    }

    @Test
    void everyRecordTwiceChangesNoFigure() {
        story.missedThenAnswered("c1-" + queue, queue, 0)
                .waited("c2-" + queue, queue, 1_000, EntryOutcome.ABANDONED, 7_000)
                .refused(2_000, "c3-" + queue, queue, RefusedReason.JOIN_EMPTY);
        kafka.send(story.events, queue);
        kafka.send(story.events, queue);
        kafka.send(new Story(start).waited("last-" + queue, queue, 0, EntryOutcome.TIMEOUT, 9_000).events, queue);
        // the last record of the partition: all before it are written
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> queues().statusCode(200).body("queues[0].timeout", is(1)));

        queues().body("queues[0].total_calls", is(3))
                .body("queues[0].received", is(4))
                .body("queues[0].refused.JOIN_EMPTY", is(1))
                .body("queues[0].lost_calls", is(2))
                .body("queues[0].identity", is(true));
    }

    @Test
    void thePolicyOfTheQueryAppliesToThePast() {
        story.waited("c1-" + queue, queue, 0, EntryOutcome.ANSWERED, 10_000)
                .waited("c2-" + queue, queue, 0, EntryOutcome.ABANDONED, 8_000);
        kafka.send(story.events);
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> queues().statusCode(200)
                .body("queues[0].total_calls", is(2))
                .body("queues[0].waiting", is(0)));

        queues().body("queues[0].service_level", is(50.0f));
        queues("slMode", "ignore").body("queues[0].service_level", is(100.0f));
        queues("slMode", "positive", "slThreshold", "9").body("queues[0].service_level", is(50.0f));
        queues("shortAbandon", "9")
                .body("queues[0].short_abandoned", is(1))
                .body("queues[0].abandoned_calls", is(0))
                .body("queues[0].service_level", is(100.0f));
    }

    @Test
    void aPoisonRecordIsFoundOnTheDeadLetterTopicAndTheNextIsCounted() {
        String poison = "{\"type\":\"call.of.tomorrow\",\"callId\":\"" + queue + "\"}";
        kafka.sendRaw("call-events", queue, poison.getBytes(StandardCharsets.UTF_8));
        kafka.sendRaw("call-events", queue, "not JSON at all".getBytes(StandardCharsets.UTF_8));
        kafka.sendRaw("call-events", queue, null);
        kafka.send(story.missedThenAnswered(queue, queue, 0).events);

        awaitTotal(1);
        kafka.awaitValue("call-events.dlq", poison);
        kafka.awaitValue("call-events.dlq", "not JSON at all");
    }

    @Test
    void aRangeWithAGapOfANodeIsNotComplete() {
        Instant from = Instant.parse("2026-04-01T00:00:00Z");
        Story gap =
                new Story(from).add(60_000, new NodeEvent.Gap(NODE, NodeEvent.Link.AMI, from, from.plusSeconds(60)));
        kafka.send(gap.events);

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> completeness(from, from.plusSeconds(3600)).body("complete", is(false)));
        completeness(from.plusSeconds(60), from.plusSeconds(3600)).body("complete", is(true));
    }

    private ValidatableResponse completeness(Instant from, Instant to) {
        return as("admin")
                .queryParam("from", from.toString())
                .queryParam("to", to.toString())
                .get("/api/kpi/queues")
                .then()
                .statusCode(200);
    }

    @Test
    void statesOfOperatorsAreReportedAsTimes() {
        String iface = "PJSIP/" + queue;
        Agent agent = new Agent(iface, "Agent Nine");
        story.device(0, agent, DeviceState.NOT_INUSE)
                .member(0, agent, queue)
                .paused(60_000, agent, queue, "lunch", false)
                .unpaused(180_000, agent, queue)
                .add(600_000, new AgentEvent.Removed(agent, queue));
        kafka.send(story.events);

        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> operators()
                .body("operators.interface", hasItem(iface))
                .body("operators[0].online_time", is(600.0f))
                .body("operators[0].pause_time", is(120.0f)));
        operators()
                .body("operators[0].auto_pause_time", is(0.0f))
                .body("operators[0].pause_reasons[0].reason", equalTo("lunch"))
                .body("operators[0].occupancy", is(0.0f))
                .body("operators[0].efficiency", nullValue());
    }

    @Test
    void theLiveFiguresOfTodayAreThoseOfTheQuery() {
        KpiUpdate.Queue figures = liveCall("live-" + queue);
        assertThat(figures.total()).isEqualTo(1);
        assertThat(figures.waiting()).isZero();
        assertThat(figures.answerRate()).isZero();
        assertThat(figures.avgWait()).isEqualTo(6.0);
        as("analyst")
                .queryParam("from", figures.from().toString())
                .queryParam("to", figures.from().plus(1, ChronoUnit.DAYS).toString())
                .queryParam("queue", queue)
                .get("/api/kpi/queues")
                .then()
                .body("queues[0].total_calls", is(1))
                .body("queues[0].avg_wait_time", is(6.0f))
                .body("queues[0].abandoned_calls", is(1));
        kafka.awaitUpdate(
                "operator/PJSIP/" + queue,
                data -> data instanceof KpiUpdate.Operator operator && operator.offered() == 1);
    }

    /** If midnight comes between the call and the look at it, it is a call of yesterday: then one of the new day is played. */
    private KpiUpdate.Queue liveCall(String call) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Story today = new Story(now)
                .waited(call, queue, 0, EntryOutcome.ABANDONED, 6_000)
                .offered(0, call, "offer-" + call, "e", queue, new Agent("PJSIP/" + queue, "Live"));
        kafka.send(today.events);
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS);
        Envelope<?> update = kafka.awaitUpdate(
                "queue/" + queue,
                data -> data instanceof KpiUpdate.Queue figures
                        && (figures.abandoned() == 1 || figures.from().isAfter(midnight)));
        KpiUpdate.Queue figures = (KpiUpdate.Queue) update.data();
        return figures.from().isAfter(midnight) ? liveCall("next-" + call) : figures;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "to=2026-01-02T00:00:00Z | from",
                "from=2026-01-02T00:00:00Z | to",
                "from=yesterday&to=2026-01-02T00:00:00Z | from",
                "from=2026-01-01T00:00:00Z&to=2026-01-02 | to",
                "from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z | from",
                "from=2026-01-03T00:00:00Z&to=2026-01-02T00:00:00Z | from",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&slMode=best | slMode",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&slThreshold=-1 | slThreshold",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&slThreshold=ten | slThreshold",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&shortAbandon=-5 | shortAbandon",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&queue=%20 | queue",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&interval=2h | interval",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&tz=Asia/Atlantis | tz",
                "from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z&attribution=leave | attribution",
            })
    void aParameterThatCannotBeReadIsNamed(String query, String field) {
        as("analyst")
                .urlEncodingEnabled(false)
                .get("/api/kpi/queues?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", is(400))
                .body("violations[0].field", equalTo(field));
    }

    @Test
    void aRangeOfMoreThan1100DaysIsTooMuch() {
        as("analyst")
                .get("/api/kpi/operators?from=2023-01-01T00:00:00Z&to=2026-01-06T00:00:00Z")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("to"));
    }

    @Test
    void aRangeWithMoreCallsThanTheLimitIsTooMuchAndTheLimitIsNamed() {
        for (int i = 0; i < 201; i++) {
            story.waited("c" + i + "-" + queue, queue, i, EntryOutcome.TIMEOUT, 9_000);
        }
        kafka.send(story.events);

        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> queues().statusCode(422)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("to"))
                .body("violations[0].message", containsString("200")));
    }

    @Test
    void theRangeOfAComparisonThatIsTooLargeIsNamed() {
        for (int i = 0; i < 201; i++) {
            story.waited("c" + i + "-" + queue, queue, i, EntryOutcome.TIMEOUT, 9_000);
        }
        kafka.send(story.events);

        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> compared(start, start.minusSeconds(604_800))
                .statusCode(422)
                .body("violations.field", contains("to")));
        compared(start.minusSeconds(604_800), start)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", contains("with_to"))
                .body("violations[0].message", containsString("too far from with_from"));
    }

    private ValidatableResponse compared(Instant from, Instant withFrom) {
        return as("analyst")
                .queryParam("from", from.toString())
                .queryParam("to", from.plusSeconds(3600).toString())
                .queryParam("with_from", withFrom.toString())
                .queryParam("with_to", withFrom.plusSeconds(3600).toString())
                .queryParam("queue", queue)
                .get("/api/kpi/compare")
                .then();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/exports", "/api/calls/erasures", "/api/kpi/nodes/retirements"})
    void aTrailFromAfterToIsRefused(String path) {
        as("admin")
                .get(path + "?from=2026-11-24T00:00:00Z&to=2026-11-23T00:00:00Z")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains("from"));
        as("admin")
                .get(path + "?from=2026-11-23T00:00:00Z&to=2026-11-24T00:00:00Z")
                .then()
                .statusCode(200);
    }

    @Test
    void aTimeMayCarryAnOffset() {
        as("analyst")
                .queryParam("from", "2024-03-01T00:00:00+05:00")
                .queryParam("to", "2024-03-02T00:00:00+05:00")
                .get("/api/kpi/queues")
                .then()
                .statusCode(200)
                .body("from", equalTo("2024-02-29T19:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/kpi/queues", "/api/kpi/operators"})
    void withoutATokenNothingIsSaidAndAnOperatorMayNotAsk(String path) {
        given().get(path).then().statusCode(401);
        given().get(path + "?tz=UTC").then().statusCode(401);
        given().auth().oauth2("nonsense").get(path).then().statusCode(401);
        as("operator").get(path).then().statusCode(403);
    }
}
