package io.smartcallcenter.cdr.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;

import com.mongodb.client.model.Filters;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.cdr.settings.DatabaseSettings;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MariaDbBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The history of a table comes, once, and goes on where it was. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(MariaDbBackend.class)
@WithTestResource(JwtBackend.class)
@WithTestResource(SettingsKey.class)
class BackFillTest {

    private static final String SETTINGS = "/api/admin/settings/asterisk-database";
    private static final Duration SOON = Duration.ofMinutes(3);
    private static final int ROWS = 2_400;

    /** Far behind the others: the live import looks back from here and finds no other row. */
    private static final long LAST_ID = 1_000_000;

    /** The rows are fifty seconds apart from 2020-01-01 on: the last is of 2020-01-02T09:20:00Z; those outside of it are others. */
    private static final Map<String, String> RANGE =
            Map.of("from", "2020-01-01T00:00:00Z", "to", "2020-01-03T00:00:00Z");

    @Inject
    Pool pbx;

    @Inject
    ReactiveMongoClient mongo;

    @Inject
    DatabaseSettings environment;

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.of("admin")).contentType(ContentType.JSON);
    }

    private void execute(String sql) {
        pbx.query(sql).execute().await().atMost(SOON);
    }

    /** A database of a node whose live import finds nothing: its rows are of before scc.cdr.since, the epoch, as far as it knows. */
    private void table(String node, String table, boolean withId) {
        execute("DROP TABLE IF EXISTS " + table);
        execute("CREATE TABLE " + table + " LIKE cdr");
        execute("INSERT INTO " + table
                + " (calldate, channel, lastapp, disposition, uniqueid, linkedid, sequence) SELECT"
                + " '2020-01-01' + INTERVAL seq * 50 SECOND, 'PJSIP/trunk-1', 'Queue', 'ANSWERED', CONCAT('1577836800.', seq),"
                + " CONCAT('1577836800.', seq DIV 3), seq FROM seq_1_to_" + ROWS);
        execute("INSERT INTO " + table
                + " (id, calldate, channel, lastapp, disposition, uniqueid, linkedid, sequence) VALUES"
                + " (" + (ROWS + 1) + ", '2019-12-31 23:59:59', 'PJSIP/trunk-1', 'Queue', 'ANSWERED', '1.1', '1.1', 1),"
                + " (" + LAST_ID + ", '2020-01-03 00:00:00', 'PJSIP/trunk-1', 'Queue', 'ANSWERED', '1.2', '1.2', 1)");
        if (!withId) {
            execute("ALTER TABLE " + table + " DROP COLUMN id");
        }
        cursorAtTheEnd(node, table);
        put(node, table);
    }

    private void put(String node, String table) {
        put(node, table, true);
    }

    private void put(String node, String table, boolean enabled) {
        admin().body(Map.of(
                        "node",
                        node,
                        "host",
                        environment.host().orElseThrow(),
                        "port",
                        environment.port().orElseThrow(),
                        "username",
                        environment.username().orElseThrow(),
                        "password",
                        environment.password().orElseThrow(),
                        "db_type",
                        "mariadb",
                        "table",
                        table,
                        "enabled",
                        enabled))
                .put(SETTINGS)
                .then()
                .statusCode(200);
    }

    /** So that the live import has nothing to do. */
    private void cursorAtTheEnd(String node, String table) {
        String source = node + ": MARIADB " + environment.username().orElseThrow() + "@"
                + environment.host().orElseThrow() + ":" + environment.port().orElseThrow() + "/asteriskcdrdb." + table;
        mongo.getDatabase("scc_cdr")
                .getCollection("cursors")
                .insertOne(new Document("_id", node)
                        .append("lastId", LAST_ID)
                        .append("lastCalldate", "2030-01-01 00:00:00")
                        .append("source", source)
                        .append("since", Date.from(Instant.EPOCH)))
                .await()
                .atMost(SOON);
    }

    private long stored(String node) {
        return mongo.getDatabase("scc_cdr")
                .getCollection("cdr")
                .countDocuments(Filters.and(
                        Filters.eq("node", node),
                        Filters.gte("calldate", Date.from(Instant.parse(RANGE.get("from")))),
                        Filters.lt("calldate", Date.from(Instant.parse(RANGE.get("to"))))))
                .await()
                .atMost(SOON);
    }

    private static void awaitDone(String node) {
        await().atMost(SOON).untilAsserted(() -> admin().get(SETTINGS + "/" + node + "/back-fill")
                .then()
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("fraction", equalTo(1.0f))
                .body("problem", nullValue()));
    }

    private static void begin(String node) {
        admin().body(RANGE).post(SETTINGS + "/" + node + "/back-fill").then().statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyRowOfTheRangeComesOnce(boolean withId) {
        String node = withId ? "old1" : "old2";
        table(node, "cdr_" + node, withId);

        begin(node);
        awaitDone(node);

        admin().get(SETTINGS + "/" + node + "/back-fill").then().body("rows", equalTo(ROWS));
        assertThat(stored(node)).isEqualTo(ROWS);

        mongo.getDatabase("scc_cdr")
                .getCollection("cdr")
                .deleteMany(Filters.and(Filters.eq("node", node), Filters.mod("sequence", 200, 0)))
                .await()
                .atMost(SOON);
        begin(node);
        awaitDone(node);
        admin().get(SETTINGS + "/" + node + "/back-fill").then().body("stored", equalTo(ROWS / 200));
        assertThat(stored(node)).isEqualTo(ROWS);
    }

    /** The back-fill has passed its id; the live import looks back to it. */
    @Test
    void aRowOfTheRangeThatIsCommittedAfterTheBackFillComesWithTheLiveImport() {
        table("old4", "cdr_old4", true);
        SqlConnection late = pbx.getConnection().await().atMost(SOON);
        Transaction transaction = late.begin().await().atMost(SOON);
        late.query(
                        "INSERT INTO cdr_old4 (id, calldate, channel, lastapp, disposition, uniqueid, linkedid, sequence) VALUES ("
                                + (LAST_ID - 100)
                                + ", '2020-01-02 12:00:00', 'PJSIP/trunk-1', 'Queue', 'ANSWERED', '1.3', '1.3', 1)")
                .execute()
                .await()
                .atMost(SOON);
        begin("old4");
        awaitDone("old4");
        assertThat(stored("old4")).isEqualTo(ROWS);

        transaction.commit().await().atMost(SOON);
        late.close().await().atMost(SOON);

        await().atMost(SOON).untilAsserted(() -> assertThat(stored("old4")).isEqualTo(ROWS + 1));
    }

    @Test
    void whatADeadWorkerLeftGoesOnWhereItWas() {
        table("old3", "cdr_old3", true);
        running("old3", 1_800L, null);

        awaitDone("old3");

        admin().get(SETTINGS + "/old3/back-fill").then().body("rows", equalTo(ROWS));
        assertThat(stored("old3")).isEqualTo(600);
    }

    /** As a worker that is gone has left it. */
    private void running(String node, long lastId, String table) {
        mongo.getDatabase("scc_cdr")
                .getCollection("backfills")
                .insertOne(new Document("_id", node)
                        .append("from", Date.from(Instant.parse("2020-01-01T00:00:00Z")))
                        .append("to", Date.from(Instant.parse(RANGE.get("to"))))
                        .append("state", "RUNNING")
                        .append("table", table)
                        .append("lastId", lastId)
                        .append("rows", 1_800L)
                        .append("stored", 1_800L)
                        .append("fraction", 0.75)
                        .append("workedForMs", 1_000L)
                        .append("startedAt", Date.from(Instant.parse("2026-11-27T00:00:00Z")))
                        .append("startedBy", "anna")
                        .append("worker", "dead")
                        .append("until", Date.from(Instant.now().minusSeconds(1))))
                .await()
                .atMost(SOON);
    }

    @ParameterizedTest
    @CsvSource({"old5, 192.0.2.1:3306, UTC", "old9, , Asia/Almaty"})
    void aPlaceInAnotherTableOrZoneIsNotGoneOnFrom(String node, String server, String zone) {
        String table = "cdr_" + node;
        table(node, table, true);
        String own = environment.host().orElseThrow() + ":" + environment.port().orElseThrow();
        running(node, 1_800L, (server == null ? own : server) + "/asteriskcdrdb." + table + " " + zone);

        awaitDone(node);

        admin().get(SETTINGS + "/" + node + "/back-fill").then().body("rows", equalTo(ROWS));
        assertThat(stored(node)).isEqualTo(ROWS);
    }

    @Test
    void aPlaceInTheSameTableIsGoneOnFrom() {
        table("old10", "cdr_old10", true);
        running(
                "old10",
                1_800L,
                environment.host().orElseThrow() + ":" + environment.port().orElseThrow()
                        + "/asteriskcdrdb.cdr_old10 UTC");

        awaitDone("old10");

        assertThat(stored("old10")).isEqualTo(600);
    }

    /** The first table is large enough that its back-fill is not over before the settings change. */
    @Test
    void aBackFillWhoseNodeGetsAnotherTableBeginsAnewThere() {
        table("old6", "cdr_old6", true);
        execute(
                "INSERT INTO cdr_old6 (id, calldate, channel, lastapp, disposition, uniqueid, linkedid, sequence) SELECT"
                        + " 10000 + seq, '2020-01-01', 'PJSIP/trunk-1', 'Queue', 'ANSWERED', seq, seq, seq FROM seq_1_to_50000");
        begin("old6");
        await().atMost(SOON)
                .untilAsserted(
                        () -> admin().get(SETTINGS + "/old6/back-fill").then().body("rows", greaterThan(100)));
        execute("DROP TABLE IF EXISTS cdr_old6_right");
        execute("CREATE TABLE cdr_old6_right LIKE cdr");
        execute("ALTER TABLE cdr_old6_right DROP COLUMN id");
        execute(
                "INSERT INTO cdr_old6_right (calldate, channel, lastapp, disposition, uniqueid, linkedid, sequence) SELECT"
                        + " '2020-01-01' + INTERVAL seq SECOND, 'PJSIP/trunk-1', 'Queue', 'ANSWERED', CONCAT('right.', seq),"
                        + " CONCAT('right.', seq), seq FROM seq_1_to_20");

        put("old6", "cdr_old6_right");

        awaitDone("old6");
        admin().get(SETTINGS + "/old6/back-fill").then().body("rows", equalTo(20));
        assertThat(mongo.getDatabase("scc_cdr")
                        .getCollection("cdr")
                        .countDocuments(Filters.and(Filters.eq("node", "old6"), Filters.regex("uniqueid", "^right")))
                        .await()
                        .atMost(SOON))
                .isEqualTo(20);
    }

    @Test
    void ofANodeThatIsNotReadNoneBeginsAndOneThatRunsSaysSo() {
        table("old8", "cdr_old8", true);
        put("old8", "cdr_old8", false);

        admin().body(RANGE)
                .post(SETTINGS + "/old8/back-fill")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("old8 are not read"));
        running("old8", 1_800L, null);
        await().atMost(SOON).untilAsserted(() -> admin().get(SETTINGS + "/old8/back-fill")
                .then()
                .body("state", equalTo("running"))
                .body("problem", containsString("not enabled")));

        put("old8", "cdr_old8", true);
        awaitDone("old8");
        assertThat(stored("old8")).isEqualTo(600);
    }

    /** As the live import does, so that nobody is locked out for too many attempts. */
    @Test
    void aDatabaseThatFailsIsLeftAloneForAWhile() {
        table("old7", "cdr_old7", true);
        put("old7", "cdr_nothing");
        begin("old7");

        await().atMost(SOON).untilAsserted(() -> {
            JsonPath seen =
                    admin().get(SETTINGS + "/old7/back-fill").then().extract().jsonPath();
            assertThat(seen.getString("problem")).contains("cdr_nothing");
            assertThat(Instant.parse(seen.getString("next_attempt")))
                    .isAfter(Instant.now().plusSeconds(3));
        });
        admin().delete(SETTINGS + "/old7/back-fill").then().statusCode(204);
        admin().get(SETTINGS + "/old7/back-fill")
                .then()
                .body("state", equalTo("stopped"))
                .body("next_attempt", nullValue());
    }

    @Test
    void badRequestsAreRefused() {
        admin().body(RANGE).post(SETTINGS + "/nobody/back-fill").then().statusCode(404);
        admin().body(Map.of("from", "yesterday", "to", "2020-01-03T00:00:00Z"))
                .post(SETTINGS + "/pbx1/back-fill")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("from"))
                .body("violations[0].in", equalTo("body"));
        admin().body(Map.of("from", "1975-01-01T00:00:00Z", "to", "1976-01-03T00:00:00Z"))
                .post(SETTINGS + "/pbx1/back-fill")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("from"))
                .body("detail", containsString("scc.cdr.retention.rows"));
        admin().delete(SETTINGS + "/pbx1/back-fill").then().statusCode(404);
        given().auth()
                .oauth2(TestTokens.of("supervisor"))
                .contentType(ContentType.JSON)
                .body(RANGE)
                .post(SETTINGS + "/pbx1/back-fill")
                .then()
                .statusCode(403);
    }
}
