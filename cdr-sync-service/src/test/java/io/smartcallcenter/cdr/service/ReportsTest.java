package io.smartcallcenter.cdr.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.model.Filters;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MariaDbBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What analysts and supervisors read. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(MariaDbBackend.class)
@WithTestResource(JwtBackend.class)
@WithTestResource(SettingsKey.class)
class ReportsTest {

    private static final String ROWS = "/api/admin/reports/cdr-data";
    private static final String HYBRID = "/api/admin/reports/hybrid-statistics";
    private static final Instant DAY = Instant.parse("2022-03-01T00:00:00Z");
    private static final Duration SOON = Duration.ofMinutes(3);

    @Inject
    ReactiveMongoClient mongo;

    @BeforeEach
    void fill() {
        for (int i = 0; i < 7; i++) {
            insert(
                    "cdr",
                    new Document("_id", "pbxr/" + i + "/" + i + "/0")
                            .append("callId", "pbxr/" + i)
                            .append("uniqueid", Integer.toString(i))
                            .append("sequence", 0L)
                            .append("calldate", Date.from(DAY.plusSeconds(i / 3)))
                            .append("src", "+77010000067")
                            .append("dst", i == 0 ? "=1+1" : "700")
                            .append("channel", "PJSIP/trunk-1")
                            .append("dstchannel", "PJSIP/0001-2")
                            .append("lastapp", "Queue")
                            .append("disposition", i % 2 == 0 ? "ANSWERED" : "NO ANSWER")
                            .append("duration", 9L)
                            .append("billsec", 7L)
                            .append("node", "pbxr")
                            .append("queue", "support")
                            .append("operator", "PJSIP/0001")
                            .append("trunk", "PJSIP/trunk")
                            .append("cnam", "Anna"));
        }
        verdict("a", 1, "MATCHED", List.of("TALK_TIME"), side("support", true, 10), side("support", true, 14));
        verdict("b", 2, "MISSING_IN_CDR", List.of("NO_ROW"), side("support", false, 0), null);
        verdict("c", 3, "MISSING_IN_EVENTS", List.of("NO_EVENT", "GATEWAY_GAP"), null, side("sales", true, 5));
        verdict(
                "d",
                25,
                "MISMATCHED",
                List.of("OPERATOR_ONLY_IN_CDR"),
                side("sales", false, 0),
                side("support", true, 3));
        verdict("e", 25, "NOT_OURS", List.of("FOREIGN_CALL"), null, side("", true, 60));
    }

    @AfterEach
    void empty() {
        mongo.getDatabase("scc_cdr")
                .getCollection("cdr")
                .deleteMany(Filters.eq("node", "pbxr"))
                .await()
                .atMost(SOON);
        mongo.getDatabase("scc_cdr")
                .getCollection("verdicts")
                .deleteMany(Filters.eq("node", "pbxr"))
                .await()
                .atMost(SOON);
    }

    private static Document side(String queue, boolean answered, long talk) {
        return new Document("queue", queue)
                .append("operator", answered ? "PJSIP/0001" : "")
                .append("trunk", "PJSIP/trunk")
                .append("did", "700")
                .append("answered", answered)
                .append("talk", talk);
    }

    private void verdict(String call, int hour, String state, List<String> codes, Document seen, Document cdr) {
        insert(
                "verdicts",
                new Document("_id", "pbxr/" + call)
                        .append("node", "pbxr")
                        .append("at", Date.from(DAY.plusSeconds(hour * 3600L)))
                        .append("state", state)
                        .append("codes", codes)
                        .append("findings", codes)
                        .append("reasons", codes)
                        .append("dirty", false)
                        .append("revision", 1L)
                        .append("seen", seen)
                        .append("cdr", cdr));
    }

    private void insert(String collection, Document document) {
        mongo.getDatabase("scc_cdr")
                .getCollection(collection)
                .insertOne(document)
                .await()
                .atMost(SOON);
    }

    private static ValidatableResponse get(String role, String path, String... parameters) {
        var request = given().auth().oauth2(TestTokens.of(role));
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.queryParam("from", "2022-03-01T00:00:00Z")
                .queryParam("to", "2022-03-03T00:00:00Z")
                .get(path)
                .then();
    }

    @Test
    void everyRowIsOnOnePageOnly() {
        List<String> calls = new ArrayList<>();
        String cursor = null;
        do {
            ValidatableResponse page = cursor == null
                    ? get("supervisor", ROWS, "limit", "2")
                    : get("supervisor", ROWS, "limit", "2", "cursor", cursor);
            calls.addAll(page.statusCode(200).extract().path("rows.call_id"));
            cursor = page.extract().path("next_cursor");
        } while (cursor != null);

        assertThat(calls).containsExactly("pbxr/6", "pbxr/5", "pbxr/4", "pbxr/3", "pbxr/2", "pbxr/1", "pbxr/0");
    }

    @Test
    void anAnalystSeesMaskedNumbersAndMayNotSearchByThem() {
        get("analyst", ROWS, "call", "pbxr/3")
                .statusCode(200)
                .body("rows[0].src", equalTo("+7******67"))
                .body("rows[0].cnam", nullValue());
        get("supervisor", ROWS, "call", "pbxr/3").body("rows[0].src", equalTo("+77010000067"));
        get("analyst", ROWS, "src", "+77010000067").statusCode(403);
        get("supervisor", ROWS, "src", "+77010000067").body("rows", hasSize(7));
        given().get(ROWS).then().statusCode(401);
        get("operator", ROWS).statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"$gt\":\"\"}", "' OR 1=1 --", "$where", "support%", ".*", "\";DROP TABLE cdr;"})
    void aHostileFilterFindsNothing(String value) {
        for (String filter : List.of("node", "src", "dst", "did", "operator", "queue", "disposition", "call")) {
            get("admin", ROWS, filter, value).statusCode(200).body("rows", hasSize(0));
        }
    }

    @Test
    void aFileHasNoFormulaAndIsNoted() {
        String csv = get("supervisor", ROWS, "format", "csv")
                .statusCode(200)
                .extract()
                .asString();

        assertThat(csv.lines()).hasSize(8);
        assertThat(csv).contains("'=1+1").doesNotContain(",=1+1");
        get("supervisor", ROWS, "format", "xlsx").statusCode(200);
        assertThat(mongo.getDatabase("scc_cdr")
                        .getCollection("exports")
                        .countDocuments(Filters.eq("path", ROWS))
                        .await()
                        .atMost(SOON))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void anExportIsNotedWithoutTheNumbersThatItWasFor() {
        get("supervisor", ROWS, "format", "csv", "src", "+77010000067", "dst", "77010000099")
                .statusCode(200);

        assertThat(mongo.getDatabase("scc_cdr")
                        .getCollection("exports")
                        .find(Filters.eq("path", ROWS))
                        .collect()
                        .asList()
                        .await()
                        .atMost(SOON))
                .isNotEmpty()
                .allSatisfy(noted -> assertThat(noted.toJson()).doesNotContain("770100000"));
    }

    private static ValidatableResponse erase(String role, Map<String, String> body) {
        return given().auth()
                .oauth2(TestTokens.of(role))
                .contentType("application/json")
                .body(body)
                .post(ROWS + "/erasures")
                .then();
    }

    @Test
    void anAdminErasesANumberAndItIsNoted() {
        erase("supervisor", Map.of("number", "77010000067", "reason", "x")).statusCode(403);

        erase("admin", Map.of("number", "+7 701 000 00 67", "reason", "request of 2022-03-01"))
                .statusCode(200)
                .body("erasure.rows", equalTo(7))
                .body("erasure.finished", equalTo(true))
                .body("elsewhere.place", hasItem("kpi-service: calls"));

        get("admin", ROWS, "src", "+77010000067").body("rows", hasSize(0));
        get("admin", ROWS, "call", "pbxr/3")
                .body("rows[0].src", equalTo("******"))
                .body("rows[0].cnam", equalTo(""))
                .body("rows[0].operator", equalTo("PJSIP/0001"));
        String trail = given().auth()
                .oauth2(TestTokens.of("admin"))
                .queryParam("limit", 1)
                .get(ROWS + "/erasures")
                .then()
                .statusCode(200)
                .body("erasures.reason", contains("request of 2022-03-01"))
                .extract()
                .asString();
        assertThat(trail).doesNotContain("7010000067");
    }

    @ParameterizedTest
    @CsvSource({"12, x, number", "anna, x, number", "77010000067, ' ', reason"})
    void anErasureThatCannotBeReadIsRefusedByName(String number, String reason, String field) {
        erase("admin", Map.of("number", number, "reason", reason))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", contains(field));
    }

    @Test
    void bothSidesAreAddedUpByTheirOwnGroups() {
        get("analyst", HYBRID, "groupBy", "queue")
                .statusCode(200)
                .body("rows.group", contains("sales", "support"))
                .body("rows[0].event_calls", equalTo(1))
                .body("rows[0].cdr_calls", equalTo(1))
                .body("rows[0].only_in_cdr", equalTo(1))
                .body("rows[0].differing", equalTo(1))
                .body("rows[0].reasons", equalTo("GATEWAY_GAP 1, NO_EVENT 1, OPERATOR_ONLY_IN_CDR 1"))
                .body("rows[1].event_calls", equalTo(2))
                .body("rows[1].event_answered", equalTo(1))
                .body("rows[1].event_talk_seconds", equalTo(10))
                .body("rows[1].cdr_calls", equalTo(2))
                .body("rows[1].cdr_billable_seconds", equalTo(17))
                .body("rows[1].matched", equalTo(1))
                .body("rows[1].only_in_events", equalTo(1))
                .body("rows[1].talk_differs", equalTo(1));
        get("analyst", HYBRID, "tz", "Asia/Almaty").body("rows.group", contains("2022-03-01", "2022-03-02"));
        get("analyst", HYBRID, "groupBy", "did", "format", "csv")
                .statusCode(200)
                .body(containsString("talk_differs"));
    }

    @Test
    void theNumberOfACallerIsNoTrunkThatAnAnalystSees() {
        verdict("f", 4, "MATCHED", List.of(), over("DAHDI/i1/87010000067"), null);
        verdict("g", 4, "MATCHED", List.of(), over("DAHDI/i1/87020000067"), null);

        get("analyst", HYBRID, "groupBy", "trunk")
                .statusCode(200)
                .body("rows.group", contains("DAHDI/i1/******67", "PJSIP/trunk"))
                .body("rows[0].event_calls", equalTo(2));
        get("supervisor", HYBRID, "groupBy", "trunk")
                .body("rows.group", contains("DAHDI/i1/87010000067", "DAHDI/i1/87020000067", "PJSIP/trunk"));
    }

    private static Document over(String trunk) {
        return side("support", true, 1).append("trunk", trunk);
    }

    @Test
    void aReasonLeadsToItsCalls() {
        get("analyst", "/api/admin/reports/reconciliation", "reason", "TALK_TIME")
                .statusCode(200)
                .body("leftovers.call_id", contains("pbxr/a"))
                .body("leftovers[0].codes", contains("TALK_TIME"));
        get("analyst", "/api/admin/reports/reconciliation", "reason", "NOTHING")
                .statusCode(400)
                .body("violations[0].field", equalTo("reason"));
    }

    @ParameterizedTest
    @CsvSource({
        "/cdr-data, limit, 0, 400",
        "/cdr-data, limit, x, 400",
        "/cdr-data, cursor, nothing, 400",
        "/cdr-data, format, pdf, 400",
        "/cdr-data, colour, red, 400",
        "/hybrid-statistics, groupBy, colour, 400",
        "/hybrid-statistics, tz, Mars, 400"
    })
    void aBadParameterIsNamed(String path, String name, String value, int status) {
        get("admin", "/api/admin/reports" + path, name, value)
                .statusCode(status)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(name));
    }
}
