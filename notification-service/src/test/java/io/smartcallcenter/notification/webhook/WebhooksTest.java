package io.smartcallcenter.notification.webhook;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.Secrets;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Caller;
import io.smartcallcenter.notification.Topics;
import io.smartcallcenter.notification.webhook.Receiver.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events go to the servers of others. */
@QuarkusTest
@TestProfile(WebhooksTest.Impatient.class)
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class WebhooksTest {

    private static final String ALL = "/api/admin/webhooks";
    private static final String SECRET = "a secret of many characters";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Inject
    ReactiveMongoClient mongo;

    private Topics topics;

    /** Receivers are on this host, and events are given up soon. */
    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "scc.notification.webhooks.private-targets", "true",
                    "scc.notification.webhooks.give-up-after", "30s",
                    "scc.notification.webhooks.first-pause", "20ms",
                    "scc.notification.webhooks.timeout", "10s",
                    "scc.notification.webhooks.refresh", "1s",
                    "scc.notification.settings-key", Secrets.key());
        }
    }

    @BeforeEach
    void connect() {
        topics = new Topics(bootstrap);
    }

    @AfterEach
    void removeAll() {
        as("admin").get(ALL).jsonPath().getList("webhooks", Map.class).forEach(each -> as("admin")
                .header("If-Match", each.get("revision"))
                .delete(ALL + "/" + each.get("id")));
        topics.close();
    }

    private static RequestSpecification as(String... roles) {
        return given().auth().oauth2(TestTokens.of(roles)).contentType("application/json");
    }

    private static String webhook(Receiver receiver, String... types) {
        return as("admin")
                .body(Map.of("url", receiver.url() + "/hook?a=b", "secret", SECRET, "types", List.of(types)))
                .post(ALL)
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("$", not(hasKey("secret")))
                .extract()
                .path("id");
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(assertion);
    }

    private void call(Caller caller) {
        topics.send(
                Topic.CALL_EVENTS,
                caller.call,
                caller.started(),
                caller.joined("support"),
                caller.answered("support", Caller.AGENT),
                caller.ended());
    }

    private static List<String> types(Receiver receiver, Caller caller) {
        return receiver.taken().stream()
                .filter(each -> caller.call.equals(each.callId()))
                .map(each -> each.json().getString("type"))
                .toList();
    }

    @Test
    void eventsAreSignedAndOnlyThoseThatWereAskedForAreSent() throws Exception {
        try (Receiver receiver = new Receiver(body -> 204)) {
            webhook(receiver, "call.started", "call.queue.*", "call.ended");
            Caller caller = Caller.now(Caller.anyNumber());
            call(caller);
            eventually(() -> assertThat(types(receiver, caller))
                    .containsExactly("scc.call.started.v1", "scc.call.queue.joined.v1", "scc.call.ended.v1"));
            Request request = receiver.taken().stream()
                    .filter(each -> caller.call.equals(each.callId()))
                    .findFirst()
                    .orElseThrow();
            assertThat(request.header("Content-type")).startsWith("application/cloudevents+json");
            assertThat(request.header("Scc-id")).isEqualTo(request.json().getString("id"));
            assertThat(request.json().getString("specversion")).isEqualTo("1.0");
            assertThat(request.json().getString("data.caller.number")).isEqualTo(caller.number);

            assertThat(request.signedWith(SECRET)).isTrue();
            assertThat(request.signedWith(SECRET + "r")).isFalse();
        }
    }

    @Test
    void whatIsNotTakenIsSentAgainAndTheOrderOfACallStays() throws Exception {
        AtomicInteger refused = new AtomicInteger();
        try (Receiver receiver = new Receiver(
                body -> body.contains("call.queue.joined") && refused.incrementAndGet() <= 2 ? 503 : 200)) {
            String id = webhook(receiver, "call.*");
            Caller caller = Caller.now(Caller.anyNumber());
            call(caller);
            eventually(() -> assertThat(types(receiver, caller))
                    .containsExactly(
                            "scc.call.started.v1",
                            "scc.call.queue.joined.v1",
                            "scc.call.answered.v1",
                            "scc.call.ended.v1"));
            eventually(() -> as("admin")
                    .get(ALL + "/" + id)
                    .then()
                    .body("delivered", greaterThan(3))
                    .body("failures", is(0))
                    .body("last_failure.reason", equalTo("status 503"))
                    .body("last_failure.event", equalTo("call.queue.joined"))
                    .body("last_failure.given_up", is(false)));
        }
    }

    @Test
    void aDeadReceiverDelaysNobodyAndIsGivenUp() throws Exception {
        try (Receiver dead = new Receiver(body -> 500);
                Receiver alive = new Receiver(body -> 200)) {
            String id = webhook(dead, "call.*");
            webhook(alive, "call.*");
            Caller first = Caller.now(Caller.anyNumber());
            Caller second = Caller.now(Caller.anyNumber());
            call(first);
            call(second);
            eventually(() -> assertThat(Stream.of(types(alive, first), types(alive, second)))
                    .allMatch(types -> types.size() == 4));
            eventually(() -> as("admin")
                    .get(ALL + "/" + id)
                    .then()
                    .body("failures", greaterThan(0))
                    .body("delivered", is(0))
                    .body("last_failure.reason", equalTo("status 500")));
        }
    }

    @Test
    void aReceiverThatNeverAnswersDelaysNobody() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Receiver silent = new Receiver(body -> waitFor(end));
                Receiver alive = new Receiver(body -> 200)) {
            String id = webhook(silent, "call.*");
            webhook(alive, "call.*");
            Caller caller = Caller.now(Caller.anyNumber());
            call(caller);
            eventually(() -> assertThat(types(alive, caller)).hasSize(4));
            eventually(() -> as("admin")
                    .get(ALL + "/" + id)
                    .then()
                    .body("last_failure.reason", equalTo("no answer within 10000 ms")));
            end.countDown();
        }
    }

    private static int waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        return 500;
    }

    @Test
    void whatIsRefusedForGoodIsNotSentAgain() throws Exception {
        try (Receiver receiver = new Receiver(body -> body.contains("call.started") ? 400 : 200)) {
            String id = webhook(receiver, "call.*");
            Caller caller = Caller.now(Caller.anyNumber());
            call(caller);
            eventually(() -> assertThat(types(receiver, caller)).hasSize(3));
            assertThat(receiver.requests)
                    .filteredOn(each -> caller.call.equals(each.callId()) && each.status() == 400)
                    .hasSize(1);
            eventually(() -> as("admin")
                    .get(ALL + "/" + id)
                    .then()
                    .body("failures", greaterThan(0))
                    .body("last_failure.reason", equalTo("status 400"))
                    .body("last_failure.given_up", is(true)));
        }
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Receiver receiver = new Receiver(body -> 302)) {
            webhook(receiver, "call.ended");
            Caller caller = Caller.now(Caller.anyNumber());
            call(caller);
            eventually(() -> assertThat(receiver.requests).hasSizeGreaterThan(1));
            assertThat(receiver.requests).extracting(Request::path).containsOnly("/hook");
        }
    }

    @Test
    void aWebhookThatIsEnabledAgainGoesOnWhereItStood() throws Exception {
        try (Receiver receiver = new Receiver(body -> 200)) {
            String path = ALL + "/" + webhook(receiver, "call.ended");
            Caller before = Caller.now(Caller.anyNumber());
            call(before);
            eventually(() -> assertThat(types(receiver, before)).hasSize(1));
            Map<String, Object> off = Map.of("url", receiver.url(), "types", List.of("call.ended"), "enabled", false);
            as("admin")
                    .header("If-Match", "\"1\"")
                    .body(off)
                    .put(path)
                    .then()
                    .statusCode(200)
                    .body("enabled", is(false));
            as("admin").header("If-Match", "\"1\"").body(off).put(path).then().statusCode(412);
            Caller meanwhile = Caller.now(Caller.anyNumber());
            call(meanwhile);
            as("admin")
                    .header("If-Match", "\"2\"")
                    .body(Map.of("url", receiver.url(), "types", List.of("call.ended")))
                    .put(path)
                    .then()
                    .statusCode(200);
            eventually(() -> assertThat(types(receiver, meanwhile)).hasSize(1));
        }
    }

    private static void change(String path, Receiver receiver, int revision, boolean enabled, String... types) {
        as("admin")
                .header("If-Match", "\"" + revision + "\"")
                .body(Map.of("url", receiver.url(), "types", List.of(types), "enabled", enabled))
                .put(path)
                .then()
                .statusCode(200);
    }

    /** Of one call, so that what is older would be sent before. */
    private void onlyWhatIsAfter(Receiver receiver, Runnable change) {
        Caller caller = Caller.now(Caller.anyNumber());
        topics.send(Topic.CALL_EVENTS, caller.call, caller.started());
        change.run();
        topics.send(Topic.CALL_EVENTS, caller.call, caller.ended());
        eventually(() -> assertThat(types(receiver, caller)).contains("scc.call.ended.v1"));
        assertThat(types(receiver, caller)).containsExactly("scc.call.ended.v1");
    }

    @Test
    void aFamilyThatIsAddedLaterIsSentFromThenOn() throws Exception {
        try (Receiver receiver = new Receiver(body -> 200)) {
            String path = ALL + "/" + webhook(receiver, "alert.*");
            onlyWhatIsAfter(receiver, () -> change(path, receiver, 1, true, "alert.*", "call.*"));

            change(path, receiver, 2, true, "alert.*");
            onlyWhatIsAfter(receiver, () -> change(path, receiver, 3, true, "alert.*", "call.*"));

            change(path, receiver, 4, false, "alert.*", "call.*");
            Caller meanwhile = Caller.now(Caller.anyNumber());
            call(meanwhile);
            change(path, receiver, 5, true, "alert.*", "call.*");
            eventually(() -> assertThat(types(receiver, meanwhile)).hasSize(4));
        }
    }

    @Test
    void aCardReachesTheCrm() throws Exception {
        try (Receiver receiver = new Receiver(body -> 200)) {
            webhook(receiver, "customer.card");
            Caller caller = Caller.now(Caller.anyNumber());
            topics.send(Topic.CALL_EVENTS, caller.call, caller.started(), caller.rings("support", Caller.AGENT));
            eventually(() -> assertThat(types(receiver, caller)).containsExactly("scc.customer.card.v1"));
        }
    }

    @Test
    void theSecretIsStoredEncryptedAndNeverShown() throws Exception {
        try (Receiver receiver = new Receiver(body -> 200)) {
            String id = webhook(receiver, "call.ended");
            String stored = mongo.getDatabase("scc_notification")
                    .getCollection("webhooks")
                    .find(new Document("_id", id))
                    .toUni()
                    .await()
                    .atMost(Duration.ofMinutes(3))
                    .toJson();
            assertThat(stored).doesNotContain(SECRET);
            assertThat(as("admin").get(ALL).asString())
                    .contains(id)
                    .doesNotContain(SECRET)
                    .doesNotContain("secret");
        }
    }

    @Test
    void onlyAdministratorsManageWebhooks() {
        as("supervisor").get(ALL).then().statusCode(403);
        as("admin")
                .body("{}")
                .post(ALL)
                .then()
                .statusCode(400)
                .body("violations.field", contains("url", "secret", "types"));
        as("admin").get(ALL + "/none").then().statusCode(404);
        as("admin").delete(ALL + "/none").then().statusCode(428);
        as("admin").header("If-Match", "\"1\"").delete(ALL + "/none").then().statusCode(404);
    }
}
