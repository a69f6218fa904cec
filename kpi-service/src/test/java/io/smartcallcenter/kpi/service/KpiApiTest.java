package io.smartcallcenter.kpi.service;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.withArgs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.Story;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events go in over Kafka; reports come out over HTTP in every cut, group and format. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class KpiApiTest {

    /** The first moment in Berlin of the day whose clocks skip an hour: it has 23. */
    private static final Instant SUNDAY = Instant.parse("2026-03-28T23:00:00Z");

    private static final Instant MONDAY = SUNDAY.plus(Duration.ofHours(23));
    private static final String TUESDAY = "2026-03-31T00:00:00+02:00";
    private static final String BERLIN = "Europe/Berlin";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    /** Its own queue for each test, with a name that a spreadsheet would compute. */
    private final String queue = "=1+q" + UUID.randomUUID();

    private final Story story = new Story(SUNDAY);
    private KafkaSide kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaSide(bootstrap);
    }

    @AfterEach
    void disconnect() {
        kafka.close();
    }

    private static RequestSpecification analyst() {
        return given().auth().oauth2(TestTokens.of("analyst"));
    }

    private RequestSpecification both(String... parameters) {
        RequestSpecification request = analyst()
                .queryParam("from", SUNDAY.toString())
                .queryParam("to", TUESDAY)
                .queryParam("tz", BERLIN)
                .queryParam("queue", queue);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request;
    }

    private ValidatableResponse get(String report, String... parameters) {
        return both(parameters).get("/api/kpi/" + report).then().statusCode(200);
    }

    /** Four calls on the short Sunday, one on Monday; all time out after 9 s. */
    private void fiveCalls(String into) {
        Stream.of(30, 90, 150, 22 * 60 + 30, 23 * 60 + 30)
                .forEach(minute -> story.waited(minute + into, into, minute * 60_000L, EntryOutcome.TIMEOUT, 9_000));
        kafka.send(story.events, into);
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> analyst()
                .queryParam("from", SUNDAY.toString())
                .queryParam("to", TUESDAY)
                .queryParam("queue", into)
                .get("/api/kpi/queues")
                .then()
                .body("queues[0].timeout", is(5)));
    }

    @Test
    void theDayWithoutAnHourHasTwentyThree() {
        fiveCalls(queue);

        get("queues", "interval", "1d")
                .body("tz", equalTo(BERLIN))
                .body("interval", equalTo("1d"))
                .body("queues.from", contains("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"))
                .body("queues.to", contains("2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z"))
                .body("queues.total_calls", contains(4, 1))
                .body("queues.complete", everyItem(is(true)))
                .body("queues.identity", everyItem(is(true)));
        get("queues", "interval", "1h").body("queues", hasSize(23 + 24));
        get("queues", "interval", "1mo").body("queues.total_calls", contains(5));
        get("queues", "interval", "1w").body("queues.total_calls", contains(4, 1));
    }

    @Test
    void queuesTogetherAreOneRow() {
        String other = "other-" + queue;
        fiveCalls(queue);
        story.events.clear();
        fiveCalls(other);

        get("queues", "queue", other)
                .body("queues.queue", contains(queue, other))
                .body("queues.total_calls", contains(5, 5));
        get("queues", "queue", other, "groupBy", "none", "interval", "1d")
                .body("queues.queue", contains(nullValue(), nullValue()))
                .body("queues.total_calls", contains(8, 2));
    }

    @Test
    void theHoursOfTheWeekAreThoseOfTheZone() {
        fiveCalls(queue);

        get("heatmap")
                .body("cells", hasSize(168))
                .body("cells.findAll { it.total_calls > 0 }.weekday", contains(1, 7, 7, 7, 7))
                .body("cells.findAll { it.total_calls > 0 }.hour", contains(0, 0, 1, 3, 23))
                .body("cells.total_calls.sum()", is(5));
    }

    @Test
    void twoRangesAreCompared() {
        fiveCalls(queue);

        analyst()
                .queryParam("from", MONDAY.toString())
                .queryParam("to", TUESDAY)
                .queryParam("with_from", SUNDAY.toString())
                .queryParam("with_to", MONDAY.toString())
                .queryParam("queue", queue)
                .get("/api/kpi/compare")
                .then()
                .statusCode(200)
                .body("with_from", equalTo(SUNDAY.toString()))
                .body("queues.queue", contains(queue))
                .body("queues[0].now.total_calls", is(1))
                .body("queues[0].then.total_calls", is(4))
                .body("queues[0].change.total_calls", is(-3))
                .body("queues[0].change.avg_wait_time", is(0.0f))
                .body("queues[0].change.asa", nullValue());
    }

    @Test
    void withEventAttributionACounterIsWhereItHappened() {
        story.waited("late" + queue, queue, 55 * 60_000, EntryOutcome.TIMEOUT, 600_000);
        kafka.send(story.events, queue);
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> get("queues").body("queues[0].timeout", is(1)));

        get("queues", "interval", "1h", "limit", "2")
                .body("attribution", equalTo("arrival"))
                .body("queues.total_calls", contains(1, 0))
                .body("queues.timeout", contains(1, 0))
                .body("queues.identity", contains(true, true));
        get("queues", "interval", "1h", "limit", "2", "attribution", "event")
                .body("attribution", equalTo("event"))
                .body("queues.total_calls", contains(1, 0))
                .body("queues.timeout", contains(0, 1))
                .body("queues.avg_wait_time", contains(nullValue(), is(600.0f)))
                .body("queues.identity", contains(nullValue(), nullValue()));
    }

    @Test
    void operatorsAreAskedByQueueAndInIntervals() {
        Agent anna = new Agent("PJSIP/" + queue, "Anna");
        story.offered(0, "c" + queue, "o1" + queue, "e" + queue, queue, anna)
                .offerEnded(15_000, "c" + queue, "o1" + queue, "e" + queue, queue, anna, OfferOutcome.TIMEOUT, 15_000);
        kafka.send(story.events, queue);
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> get("operators").body("operators.missed_calls", contains(1)));

        get("operators")
                .body("operators.interface", contains(anna.iface()))
                .body("operators.name", contains("Anna"))
                .body("operators[0].queues.queue", contains(queue));
        get("operators", "groupBy", "queue")
                .body("operators.interface", contains(nullValue()))
                .body("operators.queue", contains(queue))
                .body("operators.missed_calls", contains(1));
        get("operators", "interval", "1d", "operator", anna.iface())
                .body("operators.missed_calls", contains(1, 0))
                .body("operators[0].queues", nullValue());
    }

    @Test
    void aCsvHasTheFiguresOfTheJsonAndNoFormula() throws Exception {
        fiveCalls(queue);

        Response csv = both("interval", "1d").accept("text/csv").get("/api/kpi/queues");
        csv.then()
                .statusCode(200)
                .contentType("text/csv;charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"queues_2026-03-29_2026-03-31.csv\"");
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().get();
        try (CSVParser parser = CSVParser.parse(csv.asString(), format)) {
            List<CSVRecord> rows = parser.getRecords();
            assertThat(rows).extracting(row -> row.get("queue")).containsExactly("'" + queue, "'" + queue);
            assertThat(rows).extracting(row -> row.get("total_calls")).containsExactly("4", "1");
            assertThat(rows).extracting(row -> row.get("avg_wait_time")).containsExactly("9.0", "9.0");
            assertThat(rows).extracting(row -> row.get("asa")).containsExactly("", "");
            assertThat(rows).extracting(row -> row.get("refused_FULL")).containsExactly("0", "0");
        }
    }

    @Test
    void aSpreadsheetHasThemAndTheQuestion() throws Exception {
        fiveCalls(queue);

        Response xlsx = both("interval", "1d", "format", "xlsx").get("/api/kpi/queues");
        xlsx.then()
                .statusCode(200)
                .contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                .header("Content-Disposition", "attachment; filename=\"queues_2026-03-29_2026-03-31.xlsx\"");
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx.asByteArray()))) {
            List<Row> rows = workbook.getSheet(0).orElseThrow().read();
            assertThat(rows).hasSize(3);
            int total =
                    rows.get(0).stream().map(cell -> cell.asString()).toList().indexOf("total_calls");
            assertThat(rows.get(1).getCellText(0)).isEqualTo(queue);
            assertThat(rows.get(1).getCellAsNumber(total).orElseThrow()).isEqualByComparingTo("4");
            List<Row> question = workbook.getSheet(1).orElseThrow().read();
            assertThat(question.stream().map(row -> row.getCellText(0) + "=" + row.getCellText(1)))
                    .contains("tz=" + BERLIN, "attribution=arrival", "sl_mode=negative");
        }
    }

    @Test
    void aFileIsNotedWithItsQuestionAndJsonIsNot() {
        get("queues");
        get("queues", "format", "csv");
        get("operators", "format", "xlsx", "interval", "1d");

        given().auth()
                .oauth2(TestTokens.of("admin"))
                .get("/api/exports")
                .then()
                .statusCode(200)
                .rootPath("exports.findAll { it.parameters.queue == ['%s'] }", withArgs(queue))
                .body("path", contains("/api/kpi/operators", "/api/kpi/queues"))
                .body("format", contains("xlsx", "csv"))
                .body("rows", contains(0, 1))
                .body("parameters.interval", contains(is(List.of("1d")), nullValue()));
    }

    @Test
    void thePagesTogetherAreTheWhole() {
        String other = "other-" + queue;
        fiveCalls(queue);
        story.events.clear();
        fiveCalls(other);
        List<String> whole = get("queues", "queue", other, "interval", "1h")
                .body("next_cursor", nullValue())
                .extract()
                .path("queues.collect { it.queue + it.from + it.total_calls }");

        List<String> walked = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification page = both("queue", other, "interval", "1h", "limit", "20");
            Response answer = (cursor == null ? page : page.queryParam("cursor", cursor)).get("/api/kpi/queues");
            walked.addAll(answer.then()
                    .statusCode(200)
                    .extract()
                    .path("queues.collect { it.queue + it.from + it.total_calls }"));
            cursor = answer.path("next_cursor");
            assertThat(answer.header("Link") == null).isEqualTo(cursor == null);
        } while (cursor != null);

        assertThat(walked).isEqualTo(whole).hasSize(2 * (23 + 24));
    }

    @Test
    void theLinkLeadsToTheNextPageOfAnExport() {
        fiveCalls(queue);

        String link = both("interval", "1d", "limit", "1", "format", "csv")
                .get("/api/kpi/queues")
                .then()
                .statusCode(200)
                .extract()
                .header("Link");
        assertThat(link).startsWith("<?").endsWith(">; rel=\"next\"");
        String next = link.substring(1, link.indexOf('>'));
        analyst()
                .urlEncodingEnabled(false)
                .get("/api/kpi/queues" + next)
                .then()
                .statusCode(200)
                .header("Link", nullValue())
                .body(containsString("2026-03-29T22:00:00Z,2026-03-30T22:00:00Z"))
                .body(not(containsString("2026-03-28T23:00:00Z")));
    }

    @Test
    void aCursorOfAnotherQuestionIsNamed() {
        fiveCalls(queue);
        String cursor = get("queues", "interval", "1d", "limit", "1").extract().path("next_cursor");

        both("interval", "1h", "cursor", cursor)
                .get("/api/kpi/queues")
                .then()
                .statusCode(400)
                .body("violations.field", contains("cursor"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | from",
                "{\"from\":\"yesterday\",\"to\":\"2026-03-02T00:00:00Z\"} | 400 | from",
                "{\"from\":\"2026-03-02T00:00:00Z\"} | 400 | to",
                "{\"from\":\"2026-03-02T00:00:00Z\",\"to\":\"2026-03-01T00:00:00Z\"} | 400 | from",
                "{\"from\":\"2020-03-02T00:00:00Z\",\"to\":\"2026-03-01T00:00:00Z\"} | 422 | to"
            })
    void aRebuildThatCannotBeReadIsRefusedByTheFieldOfItsBody(String body, int status, String field) {
        given().auth()
                .oauth2(TestTokens.of("admin"))
                .contentType("application/json")
                .body(body)
                .post("/api/kpi/rebuild")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("violations.field", contains(field))
                .body("violations.in", contains("body"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "xlsx"})
    void whatTheAskerHasIsNotSentAgainUntilItChanges(String format) {
        fiveCalls(queue);
        String tag = get("queues", "format", format)
                .header("Cache-Control", "private, no-cache")
                .header("Vary", "Accept, Authorization")
                .extract()
                .header("ETag");

        both("format", format)
                .header("If-None-Match", "\"other\", " + tag)
                .get("/api/kpi/queues")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(is(""));
        story.events.clear();
        kafka.send(story.waited("more" + queue, queue, 0, EntryOutcome.TIMEOUT, 9_000).events, queue);
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> both("format", format)
                .header("If-None-Match", tag)
                .get("/api/kpi/queues")
                .then()
                .statusCode(200)
                .header("ETag", not(equalTo(tag))));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        analyst()
                .queryParam("from", "yesterday")
                .queryParam("to", TUESDAY)
                .queryParam("tz", "Mars/Olympus")
                .queryParam("interval", "2h")
                .queryParam("attribution", "leave")
                .get("/api/kpi/queues")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", containsInAnyOrder("from", "tz", "interval", "attribution"));
    }

    @ParameterizedTest
    @CsvSource({
        "heatmap, interval=1h, interval",
        "compare, with_from=2026-01-01T00:00:00Z, with_to",
        "operators, groupBy=team, groupBy",
        "operators, slThreshold=20, slThreshold",
        "queues, limit=100001, limit",
        "queues, format=pdf, format",
        "queues, color=red, color"
    })
    void aParameterThatIsUnknownOrCannotBeReadIsNamed(String report, String parameter, String field) {
        String[] parts = parameter.split("=");
        both(parts[0], parts[1])
                .get("/api/kpi/" + report)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queues", "operators"})
    void moreIntervalsThanTheLimitAreRefusedWithIt(String report) {
        analyst()
                .queryParam("from", "2026-01-01T00:00:00Z")
                .queryParam("to", "2026-03-01T00:00:00Z")
                .queryParam("interval", "15m")
                .accept("text/csv")
                .get("/api/kpi/" + report)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo("interval"))
                .body("violations[0].message", containsString("at most 3000 intervals: 31 days of 15m"));
    }
}
