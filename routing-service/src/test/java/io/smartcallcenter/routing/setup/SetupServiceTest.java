package io.smartcallcenter.routing.setup;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the gateway's answer to published rules. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
@WithTestResource(FakeGateway.class)
class SetupServiceTest {

    private static final String PHONES =
            """
            {"at": "2026-11-23T09:00:00Z", "extensions": [
              {"node": "pbx1", "endpoint": "PJSIP/0001", "registered": "online", "device": "NOT_INUSE", "channels": 0,
               "paused": false, "queues": [{"queue": "support", "name": "Anna", "penalty": 0, "paused": false}]},
              {"node": "pbx1", "endpoint": "PJSIP/trunk", "registered": "online", "queues": []}],
             "elsewhere": []}
            """;
    private static final String REALTIME =
            """
            {"at": "2026-11-23T09:00:00Z", "gateway": "g1",
             "nodes": [{"name": "pbx1", "here": true, "ari": {"up": true, "reason": ""}, "ami": {"up": true, "reason": ""}}],
             "queues": [{"node": "pbx1", "name": "support", "strategy": "leastrecent", "waiting": [], "members": []}]}
            """;
    private static final String RULES =
            """
            {"default": {"queue": "%s"}, "armed": false, "numbers": [{"number": "700", "queue": "support"}]}
            """;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @BeforeEach
    void theGatewayAnswersAndTheDraftIsNew() {
        await("readiness")
                .atMost(Duration.ofMinutes(3))
                .until(() -> given().get(management.resolve("/health/ready")).statusCode() == 200);
        FakeGateway.answers(PHONES, REALTIME);
        draft(RULES.formatted("support"));
    }

    /** Every replica on this Kafka follows what is published here: other tests expect the delivered rules. */
    @AfterEach
    void leaveTheUsualRules() throws IOException {
        draft(RulesDocument.parseYaml(Files.readString(Path.of("../deploy/routing/rules.yaml")))
                .json());
        awaitInForce(as("admin")
                .header("If-Match", etag())
                .body("{\"comment\": \"as usual\"}")
                .post("/api/routing/publish")
                .then());
    }

    /** 202: Kafka takes longer than the one who asked is kept waiting. */
    private int awaitInForce(ValidatableResponse published) {
        int version = published.statusCode(anyOf(is(200), is(202))).extract().path("version");
        await("version " + version).atMost(Duration.ofMinutes(3)).until(() -> ("\"" + version + "\"")
                .equals(as("supervisor")
                        .accept(ContentType.JSON)
                        .get("/api/routing/rules")
                        .getHeader("ETag")));
        return version;
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role)).contentType(ContentType.JSON);
    }

    private static String etag() {
        return as("admin").accept(ContentType.JSON).get("/api/routing/draft").getHeader("ETag");
    }

    private static void draft(String rules) {
        as("admin")
                .header("If-Match", etag())
                .body(rules)
                .put("/api/routing/draft")
                .then()
                .statusCode(204);
    }

    private static ValidatableResponse migrate(boolean dryRun) {
        return as("supervisor")
                .body("{\"dryRun\": " + dryRun + "}")
                .post("/api/setup/operators/migrate")
                .then();
    }

    private static ValidatableResponse complete() {
        return as("supervisor").post("/api/setup/complete").then();
    }

    private static ValidatableResponse operator() {
        return as("supervisor")
                .accept(ContentType.JSON)
                .get("/api/routing/draft/operators/0001")
                .then();
    }

    @Test
    void aDryRunSaysWhatWouldBeAndChangesNothing() {
        migrate(true)
                .statusCode(200)
                .body("created", contains("0001"))
                .body("skipped", contains("PJSIP/trunk"))
                .body("revision", nullValue());
        operator().statusCode(404);
    }

    @Test
    void theGatewayIsAskedWithTheRightsOfWhoeverAsks() {
        String token = TestTokens.of("supervisor");
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"dryRun\": true}")
                .post("/api/setup/operators/migrate")
                .then()
                .statusCode(200);
        assertThat(FakeGateway.tokens()).containsExactly("Bearer " + token);
    }

    @Test
    void operatorsComeIntoTheDraftOnce() {
        migrate(false).statusCode(200).body("created", contains("0001")).body("revision", notNullValue());
        operator().statusCode(200).body("name", equalTo("Anna")).body("queues.support", equalTo(0));
        migrate(false)
                .statusCode(200)
                .body("created", empty())
                .body("unchanged", contains("0001"))
                .body("conflicts", empty())
                .body("revision", nullValue());
    }

    @Test
    void aGatewayThatRefusesIsABadGateway() {
        FakeGateway.refuses(403);
        migrate(true).statusCode(502).contentType("application/problem+json").body("detail", containsString("403"));
    }

    @Test
    void aRequestThatDoesNotSayDryRunIsRefused() {
        as("admin").body("{}").post("/api/setup/operators/migrate").then().statusCode(400);
        as("admin").post("/api/setup/operators/migrate").then().statusCode(400);
    }

    @Test
    void analystsDoNotSetUp() {
        as("analyst").post("/api/setup/complete").then().statusCode(403);
        given().post("/api/setup/complete").then().statusCode(401);
    }

    @Test
    void withAFailedCheckNothingIsPublished() {
        draft(RULES.formatted("nowhere"));
        complete()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("checks.find { it.name == 'operators' }.result", equalTo("fail"))
                .body("checks.find { it.name == 'queues.exist' }.detail", containsString("nowhere"))
                .body("checks.find { it.name == 'gateway' }.result", equalTo("pass"));
        as("supervisor")
                .accept(ContentType.JSON)
                .get("/api/routing/draft")
                .then()
                .body("armed", equalTo(false));
    }

    @Test
    void aCompleteSetUpIsArmedAndInForce() {
        migrate(false).statusCode(200);
        int version = awaitInForce(complete().body("checks.result", everyItem(not(equalTo("fail")))));
        as("supervisor")
                .accept(ContentType.JSON)
                .get("/api/routing/rules")
                .then()
                .statusCode(200)
                .body("armed", equalTo(true))
                .body("operators.0001.name", equalTo("Anna"));
        assertThat(as("supervisor")
                        .queryParam("version", version)
                        .get("/api/routing/queues.conf")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("rules version " + version + ".");
        as("supervisor")
                .queryParam("version", 9_999)
                .get("/api/routing/queues.conf")
                .then()
                .statusCode(404);
    }
}
