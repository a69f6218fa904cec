package io.smartcallcenter.notification.card;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.smartcallcenter.embedded.JwtBackend;
import io.smartcallcenter.embedded.KafkaBackend;
import io.smartcallcenter.embedded.MongoBackend;
import io.smartcallcenter.embedded.TestTokens;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.CustomerEvent.Card;
import io.smartcallcenter.events.CustomerEvent.Moment;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NoteEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.Caller;
import io.smartcallcenter.notification.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Operators see who calls. */
@QuarkusTest
@WithTestResource(KafkaBackend.class)
@WithTestResource(MongoBackend.class)
@WithTestResource(JwtBackend.class)
class CardsTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private final String number = Caller.anyNumber();
    private Topics topics;
    private String customer;

    @BeforeEach
    void aCustomer() {
        topics = new Topics(bootstrap);
        customer = as("operator")
                .body(Map.of("name", "Ann Lee", "numbers", List.of(number), "tags", List.of("vip")))
                .post("/api/customers")
                .path("id");
    }

    @AfterEach
    void close() {
        topics.close();
    }

    private static RequestSpecification as(String... roles) {
        return given().auth().oauth2(TestTokens.of(roles)).contentType("application/json");
    }

    private void calls(Caller caller) {
        topics.send(
                Topic.CALL_EVENTS,
                caller.call,
                caller.started(),
                caller.joined("support"),
                caller.rings("support", Caller.AGENT),
                caller.answered("support", Caller.AGENT),
                caller.ended());
    }

    private List<Card> cards(String call, Predicate<Card> last) {
        return topics.awaitRecord(Topic.CUSTOMER_CARDS, call, each -> last.test((Card) each.data())).stream()
                .map(each -> (Card) each.data())
                .toList();
    }

    private void awaitLastCalls(int calls) {
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() ->
                        as("operator").get("/api/customers/" + customer).then().body("last_calls", hasSize(calls)));
    }

    private void note(String call, SccEvent note) {
        topics.send(
                Topic.CALL_NOTES,
                call,
                new Envelope<>(EventMeta.of(UUID.randomUUID().toString(), "/kpi-service", call, Instant.now()), note));
    }

    private static NoteEvent written(String id, String call, long revision, String text) {
        return new NoteEvent.Written(
                id,
                call,
                revision,
                NoteEvent.Kind.COMMENT,
                null,
                text,
                "bob",
                Instant.now().minusSeconds(60));
    }

    @Test
    void aCardIsShownWhenThePhoneRingsAndAgainWhenItIsAnswered() {
        Caller earlier = new Caller(number, Duration.ofDays(1));
        calls(earlier);
        awaitLastCalls(1);
        as("operator").body(Map.of("text", "likes tea")).post("/api/customers/" + customer + "/comments");
        note(earlier.call, written(UUID.randomUUID().toString(), earlier.call, 1, "wanted an invoice"));
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() ->
                        as("operator").get("/api/customers/" + customer).then().body("comments", hasSize(2)));

        Caller caller = Caller.now(number);
        calls(caller);
        List<Card> cards = cards(caller.call, card -> card.moment() == Moment.ANSWERED);

        assertThat(cards).extracting(Card::moment).containsExactly(Moment.OFFERED, Moment.ANSWERED);
        for (Card card : cards) {
            assertThat(card.agent()).isEqualTo(Caller.AGENT);
            assertThat(card.queue()).isEqualTo("support");
            assertThat(card.caller().number()).isEqualTo(number);
            assertThat(card.customer().id()).isEqualTo(customer);
            assertThat(card.customer().name()).isEqualTo("Ann Lee");
            assertThat(card.customer().tags()).containsExactly("vip");
            assertThat(card.lastCalls())
                    .extracting(CustomerEvent.LastCall::callId)
                    .containsExactly(earlier.call);
            assertThat(card.lastCalls().get(0).answered()).isTrue();
            assertThat(card.lastCalls().get(0).operator()).isEqualTo(Caller.AGENT);
            assertThat(card.lastCalls().get(0).queue()).isEqualTo("support");
            assertThat(card.comments())
                    .extracting(CustomerEvent.Comment::text)
                    .containsExactly("likes tea", "wanted an invoice");
        }
    }

    @Test
    void theIdOfACardIsTheSameWheneverItIsMade() {
        Caller caller = Caller.now(number);
        topics.send(Topic.CALL_EVENTS, caller.call, caller.started(), caller.rings("support", Caller.AGENT));
        Envelope<?> card = topics.awaitRecord(Topic.CUSTOMER_CARDS, caller.call, each -> true)
                .get(0);
        assertThat(card.meta().id()).isEqualTo(caller.call + "/card/" + caller.call + "-PJSIP/0001/OFFERED");
    }

    @Test
    void whoIsCalledDirectlySeesACardToo() {
        Caller caller = Caller.now(number);
        topics.send(Topic.CALL_EVENTS, caller.call, caller.started(), caller.answered(null, Caller.AGENT));
        Card card = cards(caller.call, each -> true).get(0);
        assertThat(card.moment()).isEqualTo(Moment.ANSWERED);
        assertThat(card.queue()).isNull();
        assertThat(card.customer().id()).isEqualTo(customer);
    }

    @Test
    void anUnknownOrWithheldNumberHasACardWithoutCustomer() {
        for (String nobody : List.of(Caller.anyNumber(), "anonymous", "", "{$gt: ''}", "x".repeat(100_000))) {
            Caller caller = Caller.now(nobody);
            topics.send(
                    Topic.CALL_EVENTS,
                    caller.call,
                    caller.started(),
                    caller.joined("support"),
                    caller.rings("support", Caller.AGENT));
            Card card = cards(caller.call, each -> true).get(0);
            assertThat(card.customer()).isNull();
            assertThat(card.caller().number()).isEqualTo(nobody);
        }
    }

    @Test
    void anEventThatIsReadAgainLaterMakesNoCard() {
        Caller old = new Caller(number, Duration.ofMinutes(2));
        topics.send(Topic.CALL_EVENTS, old.call, old.started(), old.rings("support", Caller.AGENT));
        Caller caller = Caller.now(number);
        topics.send(Topic.CALL_EVENTS, old.call, caller.started(), caller.rings("support", Caller.AGENT));
        topics.awaitRecord(Topic.CUSTOMER_CARDS, caller.call, each -> true);
        // cards of one batch are made in any order, of one partition's batches one after the other: whatever was read
        // with the
        // first caller has its card when the next one has theirs
        Caller next = Caller.now(number);
        topics.send(Topic.CALL_EVENTS, old.call, next.started(), next.rings("support", Caller.AGENT));
        topics.awaitRecord(Topic.CUSTOMER_CARDS, next.call, each -> true);
        Envelope<?> marker = new Envelope<>(
                EventMeta.of("marker", "/test", old.call, Instant.now()),
                new Card(old.call, "marker", Moment.OFFERED, Caller.AGENT, null, null, null, null, null));
        topics.send(Topic.CUSTOMER_CARDS, old.call, marker);
        assertThat(topics.awaitRecord(
                        Topic.CUSTOMER_CARDS, old.call, each -> each.meta().id().equals("marker")))
                .hasSize(1);
    }

    @Test
    void ofANoteTheHighestRevisionCountsHoweverOftenItComes() {
        Caller caller = new Caller(number, Duration.ofHours(1));
        calls(caller);
        awaitLastCalls(1);
        String note = UUID.randomUUID().toString();
        String path = "/api/customers/" + customer;
        note(caller.call, written(note, caller.call, 2, "second"));
        note(caller.call, written(note, caller.call, 1, "first"));
        note(caller.call, written(UUID.randomUUID().toString(), caller.call, 1, "other"));
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> as("operator").get(path).then().body("comments", hasSize(2)));
        as("operator").get(path).then().body("comments.find { it.id == 'note:" + note + "' }.text", equalTo("second"));

        note(caller.call, new NoteEvent.Withdrawn(note, caller.call, 3, "bob", Instant.now()));
        note(caller.call, written(note, caller.call, 2, "second"));
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> as("operator").get(path).then().body("comments.text", contains("other")));
    }

    @Test
    void whatIsErasedDoesNotComeBackWithAReplay() {
        Caller caller = new Caller(number, Duration.ofHours(1));
        Envelope<SccEvent> started = caller.started();
        topics.send(Topic.CALL_EVENTS, caller.call, started);
        awaitLastCalls(1);
        String note = UUID.randomUUID().toString();
        note(caller.call, written(note, caller.call, 1, "secret"));
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() ->
                        as("operator").get("/api/customers/" + customer).then().body("comments", hasSize(1)));
        as("admin")
                .body(Map.of("number", number))
                .post("/api/customers/erasure")
                .then()
                .statusCode(200)
                .body("calls", is(1))
                .body("comments", is(1))
                .body("customer", equalTo(customer));

        as("operator")
                .header("If-Match", "\"2\"")
                .body(Map.of("name", "Ann", "numbers", List.of(number)))
                .put("/api/customers/" + customer)
                .then()
                .statusCode(200);
        Caller later = new Caller(number, Duration.ofMinutes(10));
        topics.send(Topic.CALL_EVENTS, caller.call, started, later.started());
        note(caller.call, written(note, caller.call, 1, "secret"));
        note(caller.call, written(UUID.randomUUID().toString(), later.call, 1, "later"));
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> as("operator")
                .get("/api/customers/" + customer)
                .then()
                .body("last_calls.call_id", contains(later.call))
                .body("comments.text", contains("later")));
    }
}
