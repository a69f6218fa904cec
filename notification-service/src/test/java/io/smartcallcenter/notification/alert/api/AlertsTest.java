package io.smartcallcenter.notification.alert.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Topics;
import io.smartcallcenter.notification.alert.AlertKind;
import io.smartcallcenter.notification.alert.Shift;
import io.smartcallcenter.notification.alert.store.AlertRecord;
import io.smartcallcenter.notification.alert.store.AlertStore;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.core.ThrowingRunnable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From an event to an alert, and what people do about it. */
@QuarkusTest
@TestProfile(AlertsTest.Watching.class)
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class AlertsTest {

    private static final String ALERTS = "/api/alerts";
    private static final String SILENCES = "/api/alerts/silences";
    private static final String RULES = "/api/admin/alert-rules";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Inject
    MeterRegistry meters;

    @Inject
    AlertStore store;

    private final Shift ann = new Shift();
    private Topics topics;

    /** The rules are evaluated. */
    public static class Watching implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("scc.notification.alerts.watch", "true");
        }
    }

    @BeforeEach
    void connect() {
        topics = new Topics(bootstrap);
    }

    @AfterEach
    void disconnect() {
        topics.send(Topic.CALL_EVENTS, "k", ann.answers());
        topics.close();
    }

    private static RequestSpecification as(String... roles) {
        return given().auth().oauth2(TestTokens.of(roles)).contentType("application/json");
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(assertion);
    }

    private void misses(int calls) {
        for (int i = 0; i < calls; i++) {
            topics.send(Topic.CALL_EVENTS, "k", ann.misses());
        }
    }

    /** The id of the alert, once it is in that state. */
    private String alert(String state) {
        eventually(() -> as("supervisor")
                .get(ALERTS + "?limit=1000&state=" + state)
                .then()
                .statusCode(200)
                .body("alerts.key", hasItem(ann.key())));
        return as("supervisor")
                .get(ALERTS + "?limit=1000&state=" + state)
                .path("alerts.find { it.key == '" + ann.key() + "' }.id");
    }

    private static String shown(String id, String field) {
        return "alerts.find { it.id == '" + id + "' }." + field;
    }

    @Test
    void anAlertIsRaisedAcknowledgedAndCleared() {
        misses(3);
        String id = alert("open");
        as("supervisor")
                .get(ALERTS + "?limit=1000&severity=warning")
                .then()
                .body(
                        shown(id, "what"),
                        equalTo("Ann (" + ann.agent.iface() + ") has missed 3 calls in a row; 3 is the limit"))
                .body(shown(id, "advice"), equalTo(AlertKind.MISSED_IN_ROW.advice()))
                .body(shown(id, "rule"), equalTo("missed-in-row"))
                .body(shown(id, "subject"), equalTo(ann.agent.iface()))
                .body(shown(id, "value"), equalTo(3.0f))
                .body(shown(id, "silenced"), is(false))
                .body(shown(id, "acknowledgement"), nullValue());
        assertThat(meters.find("scc.alerts.open")
                        .tags("kind", "missed-in-row", "severity", "WARNING")
                        .gauge()
                        .value())
                .isGreaterThanOrEqualTo(1);

        String since = as("supervisor").get(ALERTS + "?limit=1000").path(shown(id, "since"));
        as("supervisor")
                .body(Map.of("note", "I call her"))
                .post(ALERTS + "/" + id + "/acknowledgement")
                .then()
                .statusCode(200)
                .body("state", equalTo("acknowledged"))
                .body("acknowledgement.note", equalTo("I call her"))
                .body("acknowledgement.by", notNullValue());
        topics.awaitRecord(
                Topic.ALERTS,
                ann.key() + "#ack",
                each -> each.data() instanceof Alert.Acknowledged ack
                        && ack.note().equals("I call her")
                        && ack.since().toString().equals(since));

        topics.send(Topic.CALL_EVENTS, "k", ann.answers());
        assertThat(alert("cleared")).isEqualTo(id);
        topics.awaitRecord(Topic.ALERTS, ann.key() + "#ack", Objects::isNull);
        as("supervisor")
                .get(ALERTS + "?limit=1000&state=cleared")
                .then()
                .body(shown(id, "acknowledgement.note"), equalTo("I call her"))
                .body(shown(id, "cleared_at"), notNullValue());
        as("supervisor")
                .body("{}")
                .post(ALERTS + "/" + id + "/acknowledgement")
                .then()
                .statusCode(409);

        misses(3);
        assertThat(alert("open")).as("it is another time").isNotEqualTo(id);
    }

    @Test
    void aSilencedAlertIsListedAsSuchUntilTheSilenceEnds() {
        String silence = as("supervisor")
                .body(Map.of(
                        "key",
                        "missed-in-row/*" + ann.agent.iface().substring(10),
                        "until",
                        Instant.now().plusSeconds(3600).toString(),
                        "reason",
                        "training"))
                .post(SILENCES)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("supervisor").get(SILENCES).then().body("silences.id", hasItem(silence));
        misses(3);
        String id = alert("open");
        eventually(() -> as("supervisor").get(ALERTS + "?limit=1000").then().body(shown(id, "silenced"), is(true)));

        as("supervisor").delete(SILENCES + "/" + silence).then().statusCode(204);
        as("supervisor").delete(SILENCES + "/" + silence).then().statusCode(404);
        as("supervisor").get(SILENCES).then().body("silences.id", not(hasItem(silence)));
        eventually(() -> as("supervisor").get(ALERTS + "?limit=1000").then().body(shown(id, "silenced"), is(false)));
    }

    @Test
    void aRuleOfOneOperatorIsInForceAndGoesAgain() {
        String rule = "strict-" + UUID.randomUUID();
        Map<String, Object> body = new HashMap<>(Map.of(
                "id",
                rule,
                "kind",
                "MISSED_IN_ROW",
                "selector",
                ann.agent.iface(),
                "threshold",
                2,
                "severity",
                "CRITICAL",
                "advice",
                "Go and see her"));
        as("admin")
                .body(body)
                .post(RULES)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("clear_threshold", equalTo(2.0f))
                .body("default", is(false));
        as("admin").body(body).post(RULES).then().statusCode(409);
        misses(2);
        String id = alert("open");
        as("supervisor")
                .get(ALERTS + "?limit=1000&severity=critical")
                .then()
                .body(shown(id, "rule"), equalTo(rule))
                .body(shown(id, "advice"), equalTo("Go and see her"));

        as("admin")
                .header("If-Match", "\"2\"")
                .delete(RULES + "/" + rule)
                .then()
                .statusCode(412);
        as("admin")
                .header("If-Match", "\"1\"")
                .delete(RULES + "/" + rule)
                .then()
                .statusCode(204);
        assertThat(alert("cleared")).isEqualTo(id);
    }

    @Test
    void theDefaultsAreInForceAndCanBeChangedAndHadBack() {
        as("admin")
                .get(RULES)
                .then()
                .body(
                        "rules.findAll { it.default }.id",
                        containsInAnyOrder(List.of(AlertKind.values()).stream()
                                .map(AlertKind::label)
                                .toArray()));
        String rule = RULES + "/cdr-lag";
        as("admin")
                .get(rule)
                .then()
                .header("ETag", "\"0\"")
                .body("revision", is(0))
                .body("threshold", is(300.0f));
        Map<String, Object> body =
                Map.of("kind", "CDR_LAG", "threshold", 500, "clear_threshold", 100, "enabled", false);
        as("admin").body(body).put(rule).then().statusCode(428);
        as("admin")
                .header("If-Match", "\"0\"")
                .body(body)
                .put(rule)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("changed_by", notNullValue());
        as("admin").header("If-Match", "\"0\"").body(body).put(rule).then().statusCode(412);
        as("admin").header("If-Match", "\"1\"").delete(rule).then().statusCode(204);
        as("admin").get(rule).then().body("revision", is(0)).body("enabled", is(true));
        as("admin").header("If-Match", "\"0\"").delete(rule).then().statusCode(409);
        as("admin").get(RULES + "/none").then().statusCode(404);
    }

    @Test
    void whatCannotBeARuleIsNamedFieldByField() {
        as("admin")
                .body("{\"id\":\"A b\",\"kind\":\"NONE\",\"severity\":\"LOUD\",\"hold_s\":841,\"selector\":\"******\"}")
                .post(RULES)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", containsInAnyOrder("id", "kind", "severity", "hold_s", "selector"));
        as("admin")
                .body(
                        "{\"id\":\"a\",\"kind\":\"SERVICE_LEVEL_LOW\",\"threshold\":80,\"clear_threshold\":79,\"min_calls\":0}")
                .post(RULES)
                .then()
                .statusCode(400)
                .body("violations.field", contains("clear_threshold", "min_calls"));
        as("admin")
                .body("{\"id\":\"a\",\"kind\":\"LINK_DOWN\",\"threshold\":80,\"min_calls\":3,\"advice\":\"a\\u0000\"}")
                .post(RULES)
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("threshold", "min_calls", "advice"));
        as("admin").post(RULES).then().statusCode(400).body("violations.field", contains("id", "kind"));
    }

    @Test
    void whatCannotBeReadIsNamed() {
        as("supervisor")
                .get(ALERTS + "?state=gone&severity=loud&limit=0&cursor=x")
                .then()
                .statusCode(400)
                .body("violations.field", containsInAnyOrder("state", "severity", "limit", "cursor"));
        as("supervisor").get(ALERTS + "?colour=red").then().statusCode(400);
        as("supervisor")
                .body("{}")
                .post(SILENCES)
                .then()
                .statusCode(400)
                .body("violations.field", contains("key", "until"));
        as("supervisor")
                .body("{\"key\":\"*\",\"until\":\"2001-01-01T00:00:00Z\"}")
                .post(SILENCES)
                .then()
                .statusCode(400)
                .body("violations.field", contains("until"));
        as("supervisor")
                .body("{}")
                .post(ALERTS + "/none/acknowledgement")
                .then()
                .statusCode(404);
    }

    @Test
    void aListGoesOnWhereThePageEnded() {
        misses(3);
        String id = alert("open");
        topics.send(Topic.CALL_EVENTS, "k", ann.answers());
        alert("cleared");
        misses(3);
        String newer = alert("open");
        var first = as("supervisor")
                .get(ALERTS + "?limit=1")
                .then()
                .body("alerts", hasSize(1))
                .extract()
                .jsonPath();
        List<String> seen = new ArrayList<>(first.getList("alerts.id"));
        String cursor = first.getString("next");
        while (cursor != null) {
            var page =
                    as("supervisor").get(ALERTS + "?limit=1&cursor=" + cursor).jsonPath();
            seen.addAll(page.getList("alerts.id"));
            cursor = page.getString("next");
        }
        assertThat(seen).contains(id, newer).doesNotHaveDuplicates();
        assertThat(seen.indexOf(newer)).isLessThan(seen.indexOf(id));
    }

    /** Two times that one key was raised, a late acknowledgement of the first, and all of it once more. */
    @Test
    void whatIsReadFromTheTopicAgainChangesNothing() {
        Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(100);
        String key = "link-down/" + UUID.randomUUID() + "/ARI";
        Alert.Raised raised = new Alert.Raised(key, Alert.Severity.WARNING, "w", "a");
        List<Envelope<?>> events = List.of(
                event(key, start, raised),
                event(key, start.plusSeconds(10), new Alert.Cleared(key)),
                event(key, start.plusSeconds(20), raised),
                event(
                        key,
                        start.plusSeconds(21),
                        new Alert.Acknowledged(key, start, "bob", start.plusSeconds(25), "late")),
                event(key, start.plusSeconds(22), new Alert.Raised(key, Alert.Severity.CRITICAL, "w", "a")));
        for (int i = 0; i < 2; i++) {
            store.keep(events).await().atMost(Duration.ofMinutes(3));
            List<AlertRecord> found = store.list(null, null, null, 1000).await().atMost(Duration.ofMinutes(3)).stream()
                    .filter(each -> each.alert().key().equals(key))
                    .toList();
            assertThat(found)
                    .extracting(AlertRecord::state)
                    .containsExactly(AlertRecord.State.OPEN, AlertRecord.State.CLEARED);
            assertThat(found.get(0).alert().severity()).isEqualTo(Alert.Severity.CRITICAL);
            assertThat(found.get(0).raisedAt()).isEqualTo(start.plusSeconds(20));
            assertThat(found.get(1).clearedAt()).isEqualTo(start.plusSeconds(10));
        }
    }

    private static Envelope<?> event(String key, Instant at, Alert alert) {
        return new Envelope<>(EventMeta.of(key + "/same", "/test", key, at), alert);
    }

    @Test
    void onlySupervisorsSeeAlertsAndOnlyAdministratorsChangeRules() {
        given().get(ALERTS).then().statusCode(401);
        as("operator").get(ALERTS).then().statusCode(403);
        as("operator").get(SILENCES).then().statusCode(403);
        as("supervisor").get(RULES).then().statusCode(403);
        as("admin").get(ALERTS).then().statusCode(200);
    }
}
