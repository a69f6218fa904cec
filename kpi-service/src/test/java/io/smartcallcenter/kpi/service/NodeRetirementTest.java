package io.smartcallcenter.kpi.service;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
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
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.events.SccEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An Asterisk that never comes back, and one that does. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class NodeRetirementTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private final String node = "pbx-" + UUID.randomUUID();
    private final String queue = "q" + UUID.randomUUID();
    private final Agent agent = new Agent("PJSIP/" + node, "Anna");
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private KafkaSide kafka;

    @BeforeEach
    void connect() {
        kafka = new KafkaSide(bootstrap);
    }

    /** A node that is down makes the ranges of all tests incomplete. */
    @AfterEach
    void comesBack() {
        happened(now, new NodeEvent.Connected(node, NodeEvent.Link.ARI));
        await().atMost(PATIENCE).untilAsserted(() -> the(node).body("state", equalTo("up")));
        kafka.close();
    }

    private void happened(Instant at, SccEvent event) {
        EventMeta meta = new EventMeta(
                UUID.randomUUID().toString(), "/asterisk/" + node, node, at, 1, at.toEpochMilli(), null, null);
        kafka.send(List.of(new Envelope<>(meta, event)));
    }

    private Instant ago(long minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role)).contentType("application/json");
    }

    private ValidatableResponse the(String name) {
        return as("analyst")
                .get("/api/kpi/nodes")
                .then()
                .statusCode(200)
                .root("nodes.find { it.node == '" + name + "' }");
    }

    private ValidatableResponse report() {
        return as("analyst")
                .queryParam("from", ago(30).toString())
                .queryParam("to", ago(10).toString())
                .queryParam("operator", agent.iface())
                .get("/api/kpi/operators")
                .then()
                .statusCode(200);
    }

    private String path(Instant at) {
        return "/api/kpi/nodes/" + node + "/retirements/" + at;
    }

    private ValidatableResponse retire(Instant at) {
        return as("admin").body(Map.of("reason", "burnt")).put(path(at)).then();
    }

    private void awaitSignedOff(Instant since) {
        kafka.awaitUpdate(
                "operator/" + agent.iface(),
                data -> data instanceof KpiUpdate.Operator operator
                        && operator.state() == OperatorState.UNREACHABLE
                        && since.equals(operator.since()));
    }

    private void diesAtWork() {
        happened(ago(60), new NodeEvent.Connected(node, NodeEvent.Link.ARI));
        happened(ago(60), new AgentEvent.Device(agent, DeviceState.NOT_INUSE));
        happened(ago(60), new AgentEvent.Added(agent, queue, false));
        happened(ago(40), new NodeEvent.Disconnected(node, NodeEvent.Link.ARI, "closed"));
        await().atMost(PATIENCE).untilAsserted(() -> the(node).body("state", equalTo("down")));
        await().atMost(PATIENCE).untilAsserted(() -> report().body("operators[0].online_time", is(1200.0f))
                .body("complete", is(false)));
    }

    @Test
    void aNodeThatIsGoneIsMissedNoMoreUntilItIsHeardOfAgain() {
        diesAtWork();
        the(node)
                .body("last_seen", equalTo(ago(40).toString()))
                .body("links[0].link", equalTo("ari"))
                .body("links[0].up", is(false));

        retire(ago(20))
                .statusCode(200)
                .body("state", equalTo("retired"))
                .body("retirements[0].reason", equalTo("burnt"));
        retire(ago(20)).statusCode(200);
        report().body("operators[0].online_time", is(600.0f)).body("complete", is(false));
        retire(ago(40)).statusCode(200);
        report().body("operators[0].online_time", is(0.0f)).body("complete", is(true));
        awaitSignedOff(ago(40));
        as("analyst").get("/api/kpi/realtime?queue=" + queue).then().body("operators", empty());

        happened(ago(5), new NodeEvent.Connected(node, NodeEvent.Link.ARI));
        happened(ago(5), new NodeEvent.Gap(node, NodeEvent.Link.ARI, ago(40), ago(5)));
        await().atMost(PATIENCE).untilAsserted(() -> the(node)
                .body("state", equalTo("up"))
                .body("retirements.back_at", contains(ago(5).toString(), ago(5).toString())));
        report().body("operators[0].online_time", is(0.0f)).body("complete", is(true));
        await().atMost(PATIENCE).untilAsserted(() -> as("analyst")
                .get("/api/kpi/realtime?queue=" + queue)
                .then()
                .body("operators.state", contains("available")));
        retire(ago(20)).statusCode(200);
        retire(ago(19)).statusCode(409).body("detail", containsString(ago(5).toString()));
    }

    @Test
    void itCanBeTakenBackAndIsNotedBothTimes() {
        diesAtWork();
        retire(ago(40)).statusCode(200);
        as("admin").delete(path(ago(40))).then().statusCode(204);
        as("admin").delete(path(ago(40))).then().statusCode(204);

        report().body("operators[0].online_time", is(1200.0f)).body("complete", is(false));
        the(node).body("state", equalTo("down")).body("retirements", empty());
        String its = "acts.findAll { it.node == '" + node + "' }";
        as("admin")
                .get("/api/kpi/nodes/retirements?limit=1000")
                .then()
                .statusCode(200)
                .body(its + ".taken_back", contains(true, false))
                .body(its + ".retired_at", contains(ago(40).toString(), ago(40).toString()))
                .body(its + ".by", not(hasItem(nullValue())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yesterday | {\"reason\":\"x\"} | 400 | at | path",
                "2200-01-01T00:00:00Z | {\"reason\":\"x\"} | 400 | at | path",
                "2026-01-01T00:00:00Z | {} | 400 | reason | body",
                "2026-01-01T00:00:00Z | {\"reason\":\" \"} | 400 | reason | body"
            })
    void whatCannotBeReadIsRefusedByName(String at, String body, int status, String field, String in) {
        as("admin")
                .body(body)
                .put("/api/kpi/nodes/" + node + "/retirements/" + at)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(field))
                .body("violations[0].in", equalTo(in));
    }

    @Test
    void aNodeThatNobodyHeardOfCannotBeGone() {
        as("admin")
                .body(Map.of("reason", "x"))
                .put("/api/kpi/nodes/none-" + node + "/retirements/" + ago(1))
                .then()
                .statusCode(404);
        as("admin")
                .delete("/api/kpi/nodes/none-" + node + "/retirements/" + ago(1))
                .then()
                .statusCode(404);
    }

    @Test
    void onlyAnAdminRetires() {
        as("supervisor").body(Map.of("reason", "x")).put(path(ago(1))).then().statusCode(403);
        as("supervisor").delete(path(ago(1))).then().statusCode(403);
        as("supervisor").get("/api/kpi/nodes/retirements").then().statusCode(403);
        as("operator").get("/api/kpi/nodes").then().statusCode(403);
    }
}
