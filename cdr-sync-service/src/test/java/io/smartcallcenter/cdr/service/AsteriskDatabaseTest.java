package io.smartcallcenter.cdr.service;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.AsteriskDatabases;
import io.smartcallcenter.cdr.settings.DatabaseSettings;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MariaDbBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An administrator sets a database, tries it, and its rows come. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(MariaDbBackend.class)
@WithTestResource(JwtBackend.class)
@WithTestResource(SettingsKey.class)
class AsteriskDatabaseTest {

    private static final String PATH = "/api/admin/settings/asterisk-database";
    private static final Duration SOON = Duration.ofMinutes(3);

    @Inject
    Pool pbx;

    @Inject
    ReactiveMongoClient mongo;

    @Inject
    AsteriskDatabases databases;

    @Inject
    DatabaseSettings environment;

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.of("admin")).contentType(ContentType.JSON);
    }

    private Map<String, Object> body(String node) {
        Map<String, Object> body = new HashMap<>();
        body.put("node", node);
        body.put("host", environment.host().orElseThrow());
        body.put("port", environment.port().orElseThrow());
        body.put("username", environment.username().orElseThrow());
        body.put("password", environment.password().orElseThrow());
        body.put("db_type", "mariadb");
        body.put("enabled", false);
        return body;
    }

    private static ValidatableResponse put(Map<String, Object> body) {
        return admin().body(body).put(PATH).then();
    }

    private Document stored(String node) {
        return mongo.getDatabase("scc_cdr")
                .getCollection("databases")
                .find(Filters.eq("_id", node))
                .collect()
                .first()
                .await()
                .atMost(SOON);
    }

    @Test
    void thePasswordIsStoredEncryptedAndShownNowhere() {
        String password =
                IntStream.rangeClosed(' ', '~').mapToObj(Character::toString).collect(Collectors.joining());
        Map<String, Object> body = body("secret1");
        body.put("password", password);

        put(body)
                .statusCode(200)
                .body(not(containsString("\"password\"")))
                .body("password_set", equalTo(true))
                .body("origin", equalTo("stored"))
                .body("changed_by", notNullValue());

        assertThat(stored("secret1").toJson()).doesNotContain("!\\\"#$%").doesNotContain("()*+,-./0123");
        assertThat(databases
                        .of("secret1")
                        .await()
                        .atMost(SOON)
                        .orElseThrow()
                        .database()
                        .password())
                .isEqualTo(password);
        assertThat(databases
                        .of("secret1")
                        .await()
                        .atMost(SOON)
                        .orElseThrow()
                        .database()
                        .toString())
                .doesNotContain("0123456789:;");
        admin().get(PATH).then().statusCode(200).body(not(containsString("()*+,-./0123")));
    }

    @Test
    void withoutAPasswordTheStoredOneStaysForTheSameServerOnly() {
        put(body("keep")).statusCode(200);
        Map<String, Object> table = body("keep");
        table.remove("password");
        table.put("table", "cdr_other");
        Map<String, Object> host = body("keep");
        host.remove("password");
        host.put("host", "192.0.2.1");

        put(table).statusCode(200).body("table", equalTo("cdr_other"));
        put(host).statusCode(400).body("violations.field", contains("password"));

        assertThat(databases
                        .of("keep")
                        .await()
                        .atMost(SOON)
                        .orElseThrow()
                        .database()
                        .password())
                .isEqualTo(environment.password().orElseThrow());
    }

    @Test
    void oneTableIsReadForOneNodeOnly() {
        String node = environment.node();
        Map<String, Object> twice = body("zz-twice");
        twice.put("enabled", true);
        twice.put("table", "CDR");

        put(twice)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("violations.field", contains("table"))
                .body("detail", containsString(node));
        assertThat(stored("zz-twice")).isNull();

        twice.put("enabled", false);
        put(twice).statusCode(200);
        twice.put("table", "cdr_zz");
        twice.put("enabled", true);
        put(twice).statusCode(200);
        admin().delete(PATH + "/zz-twice").then().statusCode(204);
    }

    /** A table of CDRs with one row. */
    private void tableOfOneCall(String table, String uniqueid) {
        sql("CREATE TABLE IF NOT EXISTS " + table + " LIKE cdr");
        sql("INSERT INTO " + table + " (calldate, channel, lastapp, disposition, uniqueid, linkedid, did) VALUES"
                + " ('2023-01-01 10:00:00', 'PJSIP/trunk-1', 'Queue', 'ANSWERED', '%1$s', '%1$s', '700')"
                        .formatted(uniqueid));
    }

    private void sql(String statement) {
        pbx.query(statement).execute().await().atMost(SOON);
    }

    /** As when a node gets another name. */
    @Test
    void aTableThatAnotherNodeHasReadIsReadOnlyIfThatIsSaid() {
        tableOfOneCall("cdr_renamed", "1672567200.3");
        Map<String, Object> before = body("name1");
        before.put("table", "cdr_renamed");
        before.put("enabled", true);
        put(before).statusCode(200);
        await().atMost(SOON).until(() -> row("name1/1672567200.3/1672567200.3/0"), Objects::nonNull);
        await().atMost(SOON).until(() -> tablesReadFor("name1"), contains(containsString("cdr_renamed"))::matches);
        before.put("table", "cdr_renamed2");
        put(before).statusCode(200);
        admin().delete(PATH + "/name1").then().statusCode(204);
        Map<String, Object> after = new HashMap<>(before);
        after.put("node", "name2");
        after.put("table", "cdr_renamed");

        put(after)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("violations.field", contains("table"))
                .body("detail", containsString("name1"));
        assertThat(stored("name2")).isNull();
        admin().body(after).put(PATH + "?countTwice=maybe").then().statusCode(400);

        admin().body(after).put(PATH + "?countTwice=true").then().statusCode(200);
        put(after).statusCode(200);
        admin().delete(PATH + "/name2").then().statusCode(204);
    }

    private List<String> tablesReadFor(String node) {
        return mongo.getDatabase("scc_cdr")
                .getCollection("cursors")
                .find(Filters.eq("_id", node))
                .map(cursor -> cursor.getList("tables", String.class, List.of()))
                .collect()
                .first()
                .await()
                .atMost(SOON);
    }

    /** As when the environment changes behind what is stored. */
    @Test
    void ofOneTableThatIsSetTwiceTheFirstNodeIsRead() {
        AsteriskDatabase set = environment.database().orElseThrow();
        AsteriskDatabase twin = new AsteriskDatabase(
                "zz-twin",
                set.type(),
                set.host(),
                set.port(),
                set.username(),
                set.password(),
                set.database(),
                set.table(),
                set.zone(),
                true);

        databases.store(twin, "anna", Instant.now()).await().atMost(SOON);

        assertThat(databases.enabled().await().atMost(SOON))
                .extracting(AsteriskDatabase::node)
                .contains(set.node())
                .doesNotContain("zz-twin");
        databases.remove("zz-twin", "anna").await().atMost(SOON);
    }

    /** Written by a newer version, or with a zone that is gone. */
    @Test
    void whereAStoredSettingCannotBeReadTheEnvironmentIsNotInForce() {
        String node = environment.node();
        put(body(node)).statusCode(200);
        mongo.getDatabase("scc_cdr")
                .getCollection("databases")
                .updateOne(Filters.eq("_id", node), Updates.set("zone", "Mars/Base"))
                .await()
                .atMost(SOON);

        admin().get(PATH)
                .then()
                .statusCode(200)
                .body("unreadable", contains(node))
                .body("databases.node", not(hasItem(node)));
        assertThat(databases.enabled().await().atMost(SOON))
                .extracting(AsteriskDatabase::node)
                .doesNotContain(node);
        admin().get(PATH + "/" + node).then().statusCode(409).body("detail", containsString("cannot be read"));
        admin().body(Map.of("from", "2020-01-01T00:00:00Z", "to", "2020-01-02T00:00:00Z"))
                .post(PATH + "/" + node + "/back-fill")
                .then()
                .statusCode(409);

        admin().delete(PATH + "/" + node).then().statusCode(204);
        admin().get(PATH + "/" + node).then().statusCode(200).body("origin", equalTo("environment"));
        admin().get(PATH).then().body("unreadable", empty());
    }

    @Test
    void oneNodeIsShownWithoutItsPassword() {
        put(body("single")).statusCode(200);

        admin().get(PATH + "/single")
                .then()
                .statusCode(200)
                .body("node", equalTo("single"))
                .body("password_set", equalTo(true))
                .body(not(containsString("\"password\"")))
                .body(not(containsString(environment.password().orElseThrow())));
        admin().get(PATH + "/" + environment.node()).then().statusCode(200).body("origin", equalTo("environment"));
        admin().get(PATH + "/nobody").then().statusCode(404).contentType("application/problem+json");
        given().auth()
                .oauth2(TestTokens.of("supervisor"))
                .get(PATH + "/single")
                .then()
                .statusCode(403);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        put(Map.of(
                        "node",
                        "a/b",
                        "host",
                        "x y",
                        "port",
                        70_000,
                        "db_type",
                        "oracle",
                        "table",
                        "cdr; DROP TABLE cdr",
                        "zone",
                        "Mars"))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItems("node", "host", "port", "username", "db_type", "table", "zone"));
        assertThat(stored("a/b")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"operator", "supervisor", "analyst"})
    void onlyAnAdministratorMaySeeOrChangeIt(String role) {
        given().get(PATH).then().statusCode(401);
        given().auth().oauth2(TestTokens.of(role)).get(PATH).then().statusCode(403);
        given().auth()
                .oauth2(TestTokens.of(role))
                .contentType(ContentType.JSON)
                .body(body("forbidden"))
                .put(PATH)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.of(role))
                .contentType(ContentType.JSON)
                .body(body("forbidden"))
                .post(PATH + "/test")
                .then()
                .statusCode(403);
        assertThat(stored("forbidden")).isNull();
    }

    @Test
    void aGoodDatabasePassesEachCheck() {
        admin().body(body("try"))
                .post(PATH + "/test")
                .then()
                .statusCode(200)
                .body("ok", equalTo(true))
                .body(
                        "checks.name",
                        contains("reachable", "login", "database", "table", "columns", "privileges", "clock", "rows"))
                .body("checks.find { it.name == 'privileges' }.result", equalTo("warning"));
        admin().post(PATH + "/pbx1/test").then().statusCode(200).body("ok", equalTo(true));
        admin().post(PATH + "/nobody/test").then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource({
        "port, 1, reachable",
        "password, wrong, login",
        "database, nothing, database",
        "db_type, mysql, database",
        "table, nothing, table",
        "table, no_cdr, columns"
    })
    void theFirstCheckThatFailsIsNamedAndThoseAfterItAreSkipped(String field, String value, String check) {
        sql("CREATE TABLE IF NOT EXISTS no_cdr (calldate DATETIME)");
        Map<String, Object> body = body("try");
        body.put(field, field.equals("port") ? (Object) Integer.valueOf(value) : value);

        ValidatableResponse trial =
                admin().body(body).post(PATH + "/test").then().statusCode(200).body("ok", equalTo(false));

        List<Map<String, Object>> checks = trial.extract().path("checks");
        assertThat(checks.stream().filter(each -> each.get("result").equals("failed")))
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.get("name")).isEqualTo(check);
                    assertThat(failed.get("advice")).isNotNull();
                });
        assertThat(checks.get(checks.size() - 1)).containsEntry("result", "skipped");
    }

    @Test
    void theRowsOfAnotherNodeComeWithoutARestart() {
        tableOfOneCall("cdr_other", "1672567200.1");
        Map<String, Object> body = body("pbx7");
        body.put("table", "cdr_other");
        body.put("zone", "Asia/Almaty");
        body.put("enabled", true);

        put(body).statusCode(200);

        Document row = await().atMost(SOON).until(() -> row("pbx7/1672567200.1/1672567200.1/0"), Objects::nonNull);
        assertThat(row.getString("did")).isEqualTo("700");
        assertThat(row.getDate("calldate").toInstant()).hasToString("2023-01-01T04:00:00Z");
        await().atMost(SOON).untilAsserted(() -> admin().get(PATH)
                .then()
                .body("databases.find { it.node == 'pbx7' }.import.state", equalTo("importing"))
                .body("databases.find { it.node == 'pbx7' }.import.imported_until", notNullValue()));

        admin().delete(PATH + "/pbx7").then().statusCode(204);
        admin().delete(PATH + "/pbx7").then().statusCode(404);
    }

    @Test
    void whatAnotherReplicaImportsIsTakenOverWhenThatOneIsGone() {
        tableOfOneCall("cdr_owned", "1672567200.2");
        ReactiveMongoCollection<Document> owners = mongo.getDatabase("scc_cdr").getCollection("owners");
        owners.insertOne(new Document("_id", "pbx8")
                        .append("worker", "another replica")
                        .append("until", Date.from(Instant.now().plus(Duration.ofDays(1))))
                        .append("failingSince", Date.from(Instant.parse("2026-11-01T00:00:00Z")))
                        .append("reason", "no answer in time"))
                .await()
                .atMost(SOON);
        Map<String, Object> body = body("pbx8");
        body.put("table", "cdr_owned");
        body.put("enabled", true);

        put(body).statusCode(200);

        await().atMost(SOON).untilAsserted(() -> admin().get(PATH + "/pbx8")
                .then()
                .body("import.state", equalTo("away"))
                .body("import.reason", equalTo("no answer in time")));
        assertThat(row("pbx8/1672567200.2/1672567200.2/0")).isNull();

        owners.updateOne(Filters.eq("_id", "pbx8"), Updates.set("until", Date.from(Instant.EPOCH)))
                .await()
                .atMost(SOON);

        await().atMost(SOON).until(() -> row("pbx8/1672567200.2/1672567200.2/0"), Objects::nonNull);
        await().atMost(SOON).untilAsserted(() -> admin().get(PATH + "/pbx8")
                .then()
                .body("import.state", equalTo("importing"))
                .body("import.imported_until", notNullValue()));
        admin().delete(PATH + "/pbx8").then().statusCode(204);
    }

    private Document row(String id) {
        return mongo.getDatabase("scc_cdr")
                .getCollection("cdr")
                .find(Filters.eq("_id", id))
                .collect()
                .first()
                .await()
                .atMost(SOON);
    }
}
