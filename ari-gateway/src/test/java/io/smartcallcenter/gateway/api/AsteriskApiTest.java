package io.smartcallcenter.gateway.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.TestTokens;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway's API in front of a virtual Asterisk. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(JwtBackend.class)
@WithTestResource(PbxBackend.class)
class AsteriskApiTest {

    private static final String EXTENSIONS = "/api/asterisk/extensions";
    private static final String REALTIME = "/api/asterisk/realtime-data";
    private static final String CONNECT = "/api/asterisk/connect";
    private static final String DISCONNECT = "/api/asterisk/disconnect";
    private static final String SCAN = "/api/setup/asterisk/scan";
    private static final String PROBLEM = "application/problem+json";

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @ConfigProperty(name = "scc.asterisk.ari.url")
    String ariUrl;

    @BeforeEach
    void ready() {
        await("readiness")
                .atMost(Duration.ofMinutes(3))
                .until(() -> given().get(management.resolve("/health/ready")).statusCode() == 200);
    }

    private static ValidatableResponse get(String path, String role) {
        return given().auth().oauth2(TestTokens.of(role)).get(path).then();
    }

    private static ValidatableResponse post(String path, String role, String body) {
        return given().auth()
                .oauth2(TestTokens.of(role))
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then();
    }

    @ParameterizedTest
    @ValueSource(strings = {EXTENSIONS, REALTIME})
    void theStateIsForSupervisorsAndAdministrators(String path) {
        given().get(path).then().statusCode(401);
        get(path, "operator").statusCode(403);
        get(path, "analyst").statusCode(403);
        get(path, "supervisor").statusCode(200);
        get(path, "admin").statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {CONNECT, DISCONNECT, SCAN})
    void whatAsksOrChangesAnAsteriskIsForAdministrators(String path) {
        given().contentType(ContentType.JSON).body("{}").post(path).then().statusCode(401);
        for (String role : new String[] {"operator", "analyst", "supervisor"}) {
            post(path, role, "{\"node\":\"pbx1\"}").statusCode(403);
        }
    }

    @Test
    void realtimeDataTellsNodesQueuesAndOperators() {
        get(REALTIME, "supervisor")
                .body("nodes", hasSize(1))
                .body("nodes[0].name", equalTo("pbx1"))
                .body("nodes[0].here", equalTo(true))
                .body("nodes[0].state", equalTo("OWNER"))
                .body("nodes[0].mode", equalTo("FULL"))
                .body("nodes[0].ari.up", equalTo(true))
                .body("nodes[0].ami.up", equalTo(true))
                .body("queues.name", hasItems("support", "sales"))
                .body("operators.agent.interface", hasItem("PJSIP/0001"))
                .body("calls", empty());
    }

    @Test
    void extensionsArePhonesWithTheirQueues() {
        get(EXTENSIONS, "supervisor")
                .body("elsewhere", empty())
                .body("extensions.find { it.endpoint == 'PJSIP/0001' }.node", equalTo("pbx1"))
                .body("extensions.find { it.endpoint == 'PJSIP/0001' }.registered", equalTo("online"))
                .body("extensions.find { it.endpoint == 'PJSIP/0001' }.device", equalTo("NOT_INUSE"))
                .body("extensions.find { it.endpoint == 'PJSIP/0001' }.queues.queue", hasItem("support"));
    }

    @Test
    void aKnownNodeIsTriedWithItsOwnSettings() {
        post(CONNECT, "admin", "{\"node\":\"pbx1\"}")
                .statusCode(200)
                .body("connected", equalTo(true))
                .body("adopted", equalTo(false))
                .body("until", nullValue())
                .body("checks.name", hasItems("ari.login", "ami.login"))
                .body("checks.result", not(hasItem("FAIL")));
    }

    @Test
    void wrongPasswordsAreFailedChecksAndNeverRepeated() {
        String given = "{\"node\":\"pbx1\",\"adopt\":true,\"ari\":{\"url\":\"" + ariUrl
                + "\",\"username\":\"smart-call-center\",\"password\":\"a-wrong-one\"}}";

        post(CONNECT, "admin", given)
                .statusCode(200)
                .body("connected", equalTo(false))
                .body("adopted", equalTo(false))
                .body("checks.find { it.name == 'ari.login' }.result", equalTo("FAIL"))
                .body(not(containsString("a-wrong-one")));
        get(REALTIME, "admin").body("nodes[0].ari.up", equalTo(true));
    }

    @Test
    void aDisconnectedNodeIsConnectedAgain() {
        post(DISCONNECT, "admin", "{\"node\":\"pbx1\"}").statusCode(200).body("node", equalTo("pbx1"));
        get(REALTIME, "admin")
                .body("nodes[0].state", equalTo("DISCONNECTED"))
                .body("nodes[0].here", equalTo(false))
                .body("queues", empty());
        assertThat(given().get(management.resolve("/health/live")).statusCode()).isEqualTo(200);

        post(CONNECT, "admin", "{\"node\":\"pbx1\",\"adopt\":true}")
                .statusCode(200)
                .body("connected", equalTo(true))
                .body("adopted", equalTo(true));
        ready();
        get(REALTIME, "admin").body("nodes[0].state", equalTo("OWNER")).body("nodes[0].ami.up", equalTo(true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "node         | {\"node\":\"pbx9\"}",
                "ari          | {}",
                "ari.password | {\"ari\":{\"url\":\"http://127.0.0.1:1\",\"username\":\"u\"}}",
                "ari.username | {\"ari\":{\"url\":\"http://127.0.0.1:1\",\"username\":\"u:v\",\"password\":\"p\"}}",
                "ari.url      | {\"ari\":{\"url\":\"http://127.0.0.1:1/?a=b\",\"username\":\"u\",\"password\":\"p\"}}",
                "ari.url      | {\"ari\":{\"url\":\"http://u:p@127.0.0.1:1\",\"username\":\"u\",\"password\":\"p\"}}",
                "ari.app      | {\"ari\":{\"url\":\"http://127.0.0.1:1\",\"username\":\"u\",\"password\":\"p\",\"app\":\"a/b\"}}",
                "ami.host     | {\"node\":\"pbx1\",\"ami\":{\"host\":\"a b\",\"username\":\"u\",\"password\":\"p\"}}",
                "ami.port     | {\"node\":\"pbx1\",\"ami\":{\"host\":\"a\",\"port\":70000,\"username\":\"u\",\"password\":\"p\"}}",
                "ami.password | {\"node\":\"pbx1\",\"ami\":{\"host\":\"a\",\"username\":\"u\",\"password\":\"p\\r\\nAction: Originate\"}}"
            })
    void aFieldThatCannotBeUsedIsNamed(String field, String body) {
        for (String path : new String[] {CONNECT, SCAN}) {
            post(path, "admin", body)
                    .statusCode(422)
                    .contentType(PROBLEM)
                    .body("violations[0].field", equalTo(field))
                    .body(not(containsString("Originate")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {CONNECT, DISCONNECT, SCAN})
    void aBodyThatIsNoneIsAProblem(String path) {
        for (String body : new String[] {"", "no json", "[]", "{\"node\":{}}"}) {
            ValidatableResponse refused = post(path, "admin", body);
            assertThat(refused.extract().statusCode()).as(body).isIn(400, 422);
            assertThat(refused.extract().contentType()).as(body).isEqualTo(PROBLEM);
        }
    }

    @Test
    void onlyAConfiguredNodeCanBeDisconnected() {
        post(DISCONNECT, "admin", "{\"node\":\"pbx9\"}").statusCode(422).contentType(PROBLEM);
        post(DISCONNECT, "admin", "{}").statusCode(422).body("violations[0].field", equalTo("node"));
    }

    @Test
    void aScanTellsEachItemAndWhatWasFound() {
        Map<String, String> results = post(SCAN, "admin", "{\"node\":\"pbx1\"}")
                .statusCode(200)
                .body("node", equalTo("pbx1"))
                .body("found.version", startsWith("22"))
                .body("found.applicationConnected", equalTo(true))
                .body("found.queues.name", hasItem("support"))
                .body(not(containsString(PbxBackend.ARI_PASSWORD)))
                .body(not(containsString(PbxBackend.AMI_PASSWORD)))
                .extract()
                .path("checks.collectEntries { [it.name, it.result] }");
        assertThat(results)
                .containsEntry("ari.login", "PASS")
                .containsEntry("ami.login", "PASS")
                .containsEntry("ari.application", "PASS")
                .containsEntry("queues.fallback", "PASS");
    }
}
