package io.smartcallcenter.routing.publication;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.CallCommand.RouteQueue;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RoutingEvent.Decided;
import io.smartcallcenter.events.RulesPublished;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.routing.KafkaSide;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules are imported, edited, published and rolled back; calls are decided by them. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class RulesServiceTest {

    private static final String API = "/api/routing";
    private static final String DRAFT = API + "/draft";
    private static final String YAML = "application/yaml";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** The rules that other tests expect. */
    private final String usual = usual();

    private final String callId = "pbx1/" + UUID.randomUUID();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Inject
    CurrentRules current;

    @Inject
    VersionStore store;

    @Inject
    MeterRegistry meters;

    private KafkaSide kafka;

    private static String usual() {
        try {
            return Files.readString(Path.of("../deploy/routing/rules.yaml"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void publishTheUsualRules() {
        await("readiness")
                .atMost(PATIENCE)
                .until(() -> given().get(management.resolve("/health/ready")).statusCode() == 200);
        kafka = new KafkaSide(bootstrapServers, "call-commands", "routing-events", "routing-rules");
        replace(usual).statusCode(204);
        publishAndAwait("as usual");
    }

    @AfterEach
    void leaveTheUsualRules() {
        replace(usual).statusCode(204);
        publishAndAwait("as usual");
        kafka.close();
    }

    private static RequestSpecification as(String role) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs(YAML, io.restassured.http.ContentType.TEXT)
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .auth()
                .oauth2(TestTokens.of(role));
    }

    private static Response get(String path) {
        return as("analyst").accept("application/json").get(path);
    }

    private static String etag() {
        return get(DRAFT).header("ETag");
    }

    private static ValidatableResponse replace(String yaml) {
        return as("supervisor")
                .header("If-Match", etag())
                .contentType(YAML)
                .body(yaml)
                .put(DRAFT)
                .then();
    }

    private static ValidatableResponse put(String part, String json) {
        return as("supervisor")
                .header("If-Match", etag())
                .contentType("application/json")
                .body(json)
                .put(DRAFT + "/" + part)
                .then();
    }

    private static ValidatableResponse delete(String part) {
        return as("admin").header("If-Match", etag()).delete(DRAFT + "/" + part).then();
    }

    private static ValidatableResponse publish(String comment) {
        return as("supervisor")
                .header("If-Match", etag())
                .contentType("application/json")
                .body(Map.of("comment", comment))
                .post(API + "/publish")
                .then();
    }

    /** Kafka may be slow on a busy machine: then it is in force a little later. */
    private long publishAndAwait(String comment) {
        return awaitInForce(publish(comment));
    }

    private long awaitInForce(ValidatableResponse published) {
        long version = published
                .statusCode(anyOf(is(200), is(202)))
                .extract()
                .jsonPath()
                .getLong("version");
        await("version " + version).atMost(PATIENCE).until(() -> current.rules().version() == version);
        return version;
    }

    private RouteQueue decide(String dialled, String call) {
        kafka.send(
                "call-events",
                call,
                new RouteRequested(
                        call, call + "/1", "1.0", new Party("79010000001", ""), dialled, "internal", RouteReason.NEW));
        return (RouteQueue) kafka.next("call-commands", call).value().data();
    }

    @Test
    void importedRulesArePublishedDecideAndAreRolledBack() {
        long before = current.rules().version();
        assertThat(decide("4711", callId).queue()).isEqualTo("support");
        String imported = usual + "\n  - {number: \"4711\", queue: sales}\n";

        replace(imported).statusCode(204).header("ETag", notNullValue());
        assertThat(RulesDocument.parseYaml(as("analyst").accept(YAML).get(DRAFT).asString()))
                .isEqualTo(RulesDocument.parseYaml(imported));
        long version = publishAndAwait("a number more");

        assertThat(version).isEqualTo(before + 1);
        get(API + "/rules").then().header("ETag", "\"" + version + "\"").body("numbers.number", hasItem("4711"));
        assertThat(RulesDocument.parseYaml(
                        as("admin").accept(YAML).get(API + "/rules").asString()))
                .isEqualTo(RulesDocument.parseYaml(imported));
        assertThat(decide("4711", callId + "-2").queue()).isEqualTo("sales");
        Decided decided =
                (Decided) kafka.next("routing-events", callId + "-2").value().data();
        assertThat(decided.rules()).isEqualTo(version);

        long restored = awaitInForce(as("admin")
                .contentType("application/json")
                .body(Map.of("comment", "too early"))
                .post(API + "/versions/" + before + "/rollback")
                .then());
        assertThat(restored).isEqualTo(version + 1);
        assertThat(decide("4711", callId + "-3").queue()).isEqualTo("support");
        get(API + "/versions")
                .then()
                .body("in_force", is((int) version + 1))
                .body("versions[0].restored", is((int) before))
                .body("versions[0].comment", equalTo("too early"))
                .body("versions[1].version", is((int) version))
                .body("versions[1].by", equalTo("test"))
                .body("versions[1].document", nullValue());
        get(API + "/versions/" + version).then().body("document.numbers.number", hasItem("4711"));
        get(API + "/rules?version=" + before).then().body("numbers.number", not(hasItem("4711")));
        get(API + "/rules?version=99999").then().statusCode(404);
    }

    @Test
    void partsAreCreatedReadReplacedAndRemoved() {
        put("queues/night", "{\"strategy\":\"rrmemory\"}").statusCode(204);
        put(
                        "hours/office",
                        "{\"zone\":\"Asia/Almaty\",\"open\":[{\"days\":[\"mon\"],\"from\":\"09:00\",\"to\":\"18:00\"}]}")
                .statusCode(204);
        put("operators/0001", "{\"name\":\"Anna\",\"queues\":{\"night\":0}}").statusCode(204);
        put("callers/gold", "{\"numbers\":[\"7701.\"],\"priority\":10}").statusCode(204);
        put("flows/goodbye", "{\"start\":\"bye\",\"nodes\":{\"bye\":{\"hangup\":\"normal\"}}}")
                .statusCode(204);
        put("numbers/4712", "{\"queue\":\"night\",\"hours\":\"office\",\"outside\":{\"queue\":\"support\"}}")
                .statusCode(204);
        put("operators/0001", "{\"name\":\"Anna B.\",\"level\":3}").statusCode(204);

        get(DRAFT + "/operators").then().body("0001.name", equalTo("Anna B."));
        get(DRAFT + "/operators/0001").then().body("level", is(3)).body("queues", nullValue());
        get(DRAFT + "/numbers").then().body("number", hasItem("4712"));
        get(DRAFT + "/numbers/4712").then().body("queue", equalTo("night"));
        assertThat(as("analyst").accept(YAML).get(DRAFT + "/queues/night").asString())
                .isEqualTo("strategy: \"rrmemory\"\n");

        delete("hours/office")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(containsString(".hours")));
        delete("numbers/4712").statusCode(204);
        delete("hours/office").statusCode(204);
        delete("hours/office").statusCode(404);
        get(DRAFT + "/numbers/4712").then().statusCode(404);
        get(DRAFT + "/prompts").then().statusCode(404);
    }

    @Test
    void aNumberOfTheWorldIsNamedInThePath() {
        replace("region: KZ\n" + usual).statusCode(204);
        String number = "numbers/{number}";

        as("supervisor")
                .header("If-Match", etag())
                .contentType("application/json")
                .body("{\"queue\":\"vip\"}")
                .put(DRAFT + "/" + number, "+7705.")
                .then()
                .statusCode(204);

        get(DRAFT).then().body("numbers.number", hasItem("+7705."));
        as("analyst").get(DRAFT + "/" + number, "+7705.").then().statusCode(200).body("queue", equalTo("vip"));
    }

    @Test
    void whoDoesNotNameTheRevisionThatThereIsIsRefused() {
        String read = etag();
        put("queues/night", "{}").statusCode(204).header("ETag", not(equalTo(read)));

        for (String path : List.of(DRAFT, DRAFT + "/queues/day")) {
            RequestSpecification change =
                    as("supervisor").contentType("application/json").body("{\"default\":{\"queue\":\"support\"}}");
            change.put(path).then().statusCode(428).body("violations[0].field", equalTo("If-Match"));
            change.header("If-Match", read).put(path).then().statusCode(412).contentType("application/problem+json");
        }
        as("supervisor").header("If-Match", "*").delete(DRAFT).then().statusCode(400);
        as("supervisor").header("If-Match", read).delete(DRAFT).then().statusCode(412);
        as("supervisor").delete(DRAFT + "/queues/night").then().statusCode(428);
        as("supervisor")
                .header("If-Match", read)
                .contentType("application/json")
                .post(API + "/publish")
                .then()
                .statusCode(412);
        get(DRAFT + "/queues").then().body("night", notNullValue()).body("day", nullValue());
    }

    @Test
    void aDiscardedDraftIsTheNewestVersionAgain() {
        put("queues/night", "{}").statusCode(204);
        get(DRAFT).then().header("Scc-Changed", "true");

        as("supervisor").header("If-Match", etag()).delete(DRAFT).then().statusCode(204);

        get(DRAFT)
                .then()
                .header("Scc-Changed", "false")
                .header("Scc-Based-On", Long.toString(current.rules().version()))
                .body("queues.night", nullValue());
        publish("nothing").statusCode(409).contentType("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numbers/4713 | {\"queue\":\"sales\",\"hours\":\"never\",\"outside\":{\"reject\":\"busy\"}} | .hours",
                "numbers/4713 | {\"queue\":\"sales\",\"colour\":\"red\"} | .colour",
                "numbers/4713 | {\"number\":\"4714\",\"queue\":\"sales\"} | number",
                "numbers/4713 | 5 | numbers[",
                "numbers/4713 | '' | body",
                "queues/night | {\"strategy\":\"loudest\"} | queues.night.strategy",
                "operators/0001 | {\"level\":99} | operators.0001.level",
                "queues/night | {no json | line 1"
            })
    void everyFaultIsNamedWithItsPathAndNothingIsChanged(String part, String body, String path) {
        String before = etag();

        put(part, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", containsString(path))
                .body("violations[0].in", equalTo("body"));

        assertThat(etag()).isEqualTo(before);
    }

    @Test
    void aNameOfControlCharactersIsNone() {
        as("supervisor")
                .header("If-Match", etag())
                .contentType("application/json")
                .body("{}")
                .put(DRAFT + "/queues/{name}", "a\nb")
                .then()
                .statusCode(400)
                .body("violations[0].in", equalTo("path"));
    }

    @Test
    void whatWasDoneIsInTheAuditTrailPageByPage() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        put("operators/0001", "{\"name\":\"Anna\"}").statusCode(204);
        long version = publishAndAwait("Anna works here");
        String all = API + "/audit?from=" + before;

        get(all).then()
                .statusCode(200)
                .body("entries.what", contains("published", "draft.changed"))
                .body("entries.who", contains("test", "test"))
                .body("entries[0].version", is((int) version))
                .body("entries[0].comment", equalTo("Anna works here"))
                .body("entries[1].section", equalTo("operators"))
                .body("entries[1].name", equalTo("0001"))
                .body("entries[1].revision", notNullValue())
                .body("next", nullValue());
        String next = get(all + "&limit=1")
                .then()
                .body("entries.what", contains("published"))
                .extract()
                .path("next");
        get(all + "&limit=1&cursor=" + next)
                .then()
                .body("entries.what", contains("draft.changed"))
                .body("next", nullValue());
        get(API + "/audit?cursor=nonsense").then().statusCode(400);
        get(API + "/audit?limit=0").then().statusCode(400);
    }

    @Test
    void aVersionThatWasStoredByWhoeverDiedThenIsPublished() {
        long next = current.rules().version() + 1;
        store.insert(new Version(
                next,
                Instant.now(),
                "bert",
                null,
                null,
                RulesDocument.parseYaml(usual).json()));

        await().atMost(PATIENCE).until(() -> current.rules().version() == next);

        assertThat(current.published().by()).isEqualTo("bert");
    }

    @Test
    void aDraftOfAnOlderVersionIsNotPublishedOverANewerOne() {
        put("queues/night", "{}").statusCode(204);
        long next = current.rules().version() + 1;
        store.insert(new Version(
                next,
                Instant.now(),
                "bert",
                null,
                null,
                RulesDocument.parseYaml(usual).json()));

        publish("mine").statusCode(409).body("detail", containsString("version " + next));
        replace(usual).statusCode(204);
        assertThat(publishAndAwait("compared")).isEqualTo(next + 1);
    }

    @Test
    void somethingUnusableOnTheTopicLeavesTheLastGoodVersion() {
        long version = current.rules().version();
        double refused = meters.counter("scc.routing.rules.refused").count();
        kafka.send(
                "routing-rules",
                RulesPublished.KEY,
                new RulesPublished(version + 1, Instant.now(), "mallory", null, "{\"numbers\":17}"));

        await().atMost(PATIENCE)
                .until(() -> meters.counter("scc.routing.rules.refused").count() == refused + 1);
        assertThat(current.rules().version()).isEqualTo(version);
        assertThat(decide("700", callId).queue()).isEqualTo("support");
        await("the topic ends with the good version again").atMost(PATIENCE).until(() -> {
            List<SccEvent> all = kafka.of("routing-rules", RulesPublished.KEY).stream()
                    .<SccEvent>map(record -> record.value().data())
                    .toList();
            return ((RulesPublished) all.get(all.size() - 1)).version() == version;
        });
    }

    @Test
    void everyReplicaFollows() {
        MeterRegistry own = new SimpleMeterRegistry();
        CurrentRules other = new CurrentRules(new RulesFile(Optional.empty()), own);
        RulesFollower replica = new RulesFollower(
                () -> RulesFollower.consumer(Map.of("bootstrap.servers", bootstrapServers)),
                other,
                own,
                (record, reason) -> {});
        replica.start();
        try {
            await().atMost(PATIENCE).until(replica::caughtUp);
            assertThat(other.rules().version()).isEqualTo(current.rules().version());

            replace(usual + "\n  - {number: \"4711\", queue: sales}\n").statusCode(204);
            long version = publishAndAwait("for all");

            await().atMost(PATIENCE).until(() -> other.rules().version() == version);
            assertThat(other.published().document())
                    .isEqualTo(current.published().document());
        } finally {
            replica.stop();
        }
    }

    @Test
    void aSimulationIsAskedAboutTheDraftAndOldVersions() {
        long version = current.rules().version();
        put("numbers/4711", "{\"queue\":\"sales\"}").statusCode(204);

        simulate("draft").body("command.queue", equalTo("sales"));
        simulate(Long.toString(version)).body("command.queue", equalTo("support"));
    }

    private static ValidatableResponse simulate(String rules) {
        return as("analyst")
                .contentType("application/json")
                .body(Map.of("dialled", "4711", "node", "pbx1", "rules", rules))
                .post(API + "/simulate")
                .then()
                .statusCode(200);
    }

    @Test
    void operatorsAreShownWithTheStateOfTheirPhones() {
        String iface = "PJSIP/" + UUID.randomUUID();
        put("operators/0001", "{\"name\":\"Anna\",\"interface\":\"" + iface + "\",\"queues\":{\"support\":2}}")
                .statusCode(204);
        publishAndAwait("Anna works here");
        AgentState state = new AgentState(
                "pbx1",
                new Agent(iface, "Anna"),
                DeviceState.INUSE,
                List.of(new Membership("support", 2, true, "lunch")));
        kafka.send("asterisk-state", state.key(), state);

        await().atMost(PATIENCE).untilAsserted(() -> get("/api/operators")
                .then()
                .statusCode(200)
                .body("operators[0].states[0].device", equalTo("INUSE")));
        get("/api/operators")
                .then()
                .body("rules", is((int) current.rules().version()))
                .body("operators[0].extension", equalTo("0001"))
                .body("operators[0].interface", equalTo(iface))
                .body("operators[0].queues.support", is(2))
                .body("operators[0].states[0].queues[0].paused", is(true))
                .body("operators[0].states[0].queues[0].pause_reason", equalTo("lunch"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/routing/rules, true",
        "GET, /api/routing/draft, true",
        "GET, /api/routing/draft/queues, true",
        "GET, /api/routing/versions, true",
        "GET, /api/routing/audit, true",
        "GET, /api/operators, true",
        "PUT, /api/routing/draft, false",
        "DELETE, /api/routing/draft, false",
        "PUT, /api/routing/draft/queues/night, false",
        "DELETE, /api/routing/draft/queues/night, false",
        "POST, /api/routing/publish, false",
        "POST, /api/routing/versions/1/rollback, false"
    })
    void analystsReadAndOperatorsDoNot(String method, String path, boolean reads) {
        given().contentType("application/json").request(method, path).then().statusCode(401);
        as("operator")
                .contentType("application/json")
                .request(method, path)
                .then()
                .statusCode(403);
        as("analyst")
                .contentType("application/json")
                .request(method, path)
                .then()
                .statusCode(reads ? 200 : 403);
    }
}
