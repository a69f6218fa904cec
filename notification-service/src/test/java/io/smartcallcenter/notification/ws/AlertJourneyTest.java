package io.smartcallcenter.notification.ws;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.Secrets;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Topics;
import io.smartcallcenter.notification.feed.Feed;
import io.smartcallcenter.notification.webhook.Receiver;
import io.smartcallcenter.notification.webhook.Receiver.Request;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the figures of a queue to a person at a screen, and to the server of somebody else. */
@QuarkusTest
@TestProfile(AlertJourneyTest.Watching.class)
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class AlertJourneyTest {

    private static final String SECRET = "a secret of many characters";

    @TestHTTPResource("/ws/v1")
    URI uri;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Inject
    Feed feed;

    private final String queue = "vip-" + UUID.randomUUID();
    private final String key = "longest-wait/" + queue;
    private final List<String> added = new ArrayList<>();
    private Topics topics;

    /** The rules are evaluated; receivers are on this host. */
    public static class Watching implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "scc.notification.alerts.watch", "true",
                    "scc.notification.webhooks.private-targets", "true",
                    "scc.notification.webhooks.refresh", "1s",
                    "scc.notification.settings-key", Secrets.key());
        }
    }

    @BeforeEach
    void connect() {
        topics = new Topics(bootstrap);
        await().atMost(Duration.ofMinutes(3)).until(feed::isReady);
    }

    @AfterEach
    void disconnect() {
        waits(null);
        topics.close();
        added.forEach(each -> as("admin").header("If-Match", "\"1\"").delete(each));
    }

    /** Added by an administrator; it goes with the test. */
    private void add(String path, Map<String, Object> body) {
        String id = as("admin")
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        added.add(path + "/" + id);
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.of(role)).contentType("application/json");
    }

    /** @param since null: nobody waits */
    private void waits(Instant since) {
        KpiUpdate.Queue figures = new KpiUpdate.Queue(
                queue, Instant.now(), 1, 0, 0, 0, since == null ? 0 : 1, null, null, null, since, null);
        topics.send(
                Topic.KPI_UPDATES,
                "queue/" + queue,
                new Envelope<>(
                        EventMeta.of(UUID.randomUUID().toString(), "/kpi-service", queue, Instant.now()), figures));
    }

    private JsonNode shown(TestSocket screen, String type) throws InterruptedException {
        return screen.next(frame -> frame.at("/e/type").asText().equals("scc." + type + ".v1")
                        && frame.at("/e/data/key").asText().equals(key))
                .path("e");
    }

    private List<Request> delivered(Receiver receiver) {
        return receiver.taken().stream()
                .filter(each -> key.equals(each.json().getString("data.key")))
                .toList();
    }

    /** The one that tells of it, and whose number among those of this alert it is. */
    private Request delivered(Receiver receiver, String type, int number) {
        await().atMost(Duration.ofMinutes(3)).until(() -> delivered(receiver).size() >= number);
        Request request = delivered(receiver).get(number - 1);
        assertThat(request.json().getString("type")).isEqualTo("scc." + type + ".v1");
        assertThat(request.signedWith(SECRET)).isTrue();
        assertThat(request.header("Scc-id")).isEqualTo(request.json().getString("id"));
        return request;
    }

    @Test
    void aScreenAndAWebhookSeeTheSameAlertFromItsRuleToItsEnd() throws Exception {
        add(
                "/api/admin/alert-rules",
                Map.of(
                        "id",
                        queue,
                        "kind",
                        "LONGEST_WAIT",
                        "selector",
                        queue,
                        "threshold",
                        30,
                        "clear_threshold",
                        10,
                        "severity",
                        "CRITICAL"));
        try (Receiver receiver = new Receiver(body -> 204);
                TestSocket screen = TestSocket.withToken(
                        URI.create(uri.toString().replaceFirst("^http", "ws")), TestTokens.of("supervisor"))) {
            screen.welcome();
            screen.subscribe(1, "alerts");
            add(
                    "/api/admin/webhooks",
                    Map.of("url", receiver.url() + "/hook", "secret", SECRET, "types", List.of("alert.*")));

            // a minute: too much for this rule, and not for the default one
            waits(Instant.now().minusSeconds(60));
            JsonNode raised = shown(screen, "alert.raised");
            assertThat(raised.at("/data/rule").asText()).isEqualTo(queue);
            assertThat(raised.at("/data/severity").asText()).isEqualTo("CRITICAL");
            assertThat(raised.at("/data/value").asDouble()).isGreaterThanOrEqualTo(60);
            Request told = delivered(receiver, "alert.raised", 1);
            assertThat(told.json().getString("id")).isEqualTo(raised.path("id").asText());
            assertThat(told.json().getString("data.what"))
                    .isEqualTo(raised.at("/data/what").asText());

            as("supervisor")
                    .body(Map.of("note", "I ask for help"))
                    .post("/api/alerts/" + id() + "/acknowledgement")
                    .then()
                    .statusCode(200);
            assertThat(shown(screen, "alert.acknowledged").at("/data/note").asText())
                    .isEqualTo("I ask for help");
            assertThat(delivered(receiver, "alert.acknowledged", 2).json().getString("data.note"))
                    .isEqualTo("I ask for help");

            waits(null);
            JsonNode cleared = shown(screen, "alert.cleared");
            assertThat(delivered(receiver, "alert.cleared", 3).json().getString("id"))
                    .isEqualTo(cleared.path("id").asText());
            assertThat(delivered(receiver)).hasSize(3);
        }
    }

    /** Once the history has it. */
    private String id() {
        String path = "alerts.find { it.key == '" + key + "' }.id";
        await().atMost(Duration.ofMinutes(3))
                .until(() -> as("supervisor").get("/api/alerts?limit=1000").path(path) != null);
        return as("supervisor").get("/api/alerts?limit=1000").path(path);
    }
}
