package io.smartcallcenter.routing.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.CallCommand.RouteQueue;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.RoutingEvent.CallType;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Decided;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import io.smartcallcenter.events.RoutingEvent.Step;
import io.smartcallcenter.routing.journal.DecisionsResource.Page;
import io.smartcallcenter.routing.journal.JournalledDecision.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("storage")
class JournalStoreTest {

    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");

    private static ReactiveMongoClientImpl client;

    private final JournalStore journal = new JournalStore(client, TestDatabase.freshName());

    @BeforeAll
    static void connect() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    private static Optional<Entry> heard(RoutingEvent event, Instant at) {
        return Entry.of(new Envelope<>(EventMeta.of("id", "/routing-service", event.callId(), at), event));
    }

    private static Entry decided(String id, String callId, String dialled, Instant at) {
        RouteQueue command =
                new RouteQueue(callId, id, at.plusSeconds(2), "r", "support", 0, "", true, 10, null, Then.HANGUP);
        return heard(
                        new Decided(
                                callId,
                                id,
                                "r",
                                dialled,
                                CallType.QUEUE_NUMBER,
                                List.of(new Step("number-plan", "entry 700"), new Step("route", "queue support")),
                                command,
                                "Gold customer",
                                7,
                                1_234),
                        at)
                .orElseThrow();
    }

    private static Entry refused(String id, String callId, Instant at) {
        return heard(new CommandRefused(callId, id, "route.queue", Refusal.EXPIRED, "too late"), at)
                .orElseThrow();
    }

    private List<JournalledDecision> find(String callId) {
        return result(journal.find(JournalQuery.of(callId, null, null, null, null, null)));
    }

    private Page page(String limit, String cursor) {
        JournalQuery query = JournalQuery.of(null, null, null, null, limit, cursor);
        return Page.of(result(journal.find(query)), query.limit());
    }

    @Test
    void aDecisionIsFoundByItsCallWithAllThatWasSaid() {
        result(journal.write(List.of(decided("d1", "pbx1/1.1", "700", NINE), decided("d2", "pbx1/2.2", "700", NINE))));

        assertThat(find("pbx1/1.1")).singleElement().satisfies(decision -> {
            assertThat(decision.decisionId()).isEqualTo("d1");
            assertThat(decision.at()).isEqualTo(NINE);
            assertThat(decision.dialled()).isEqualTo("700");
            assertThat(decision.callType()).isEqualTo("QUEUE_NUMBER");
            assertThat(decision.steps())
                    .containsExactly(new Step("number-plan", "entry 700"), new Step("route", "queue support"));
            assertThat(decision.command()).contains("\"type\":\"route.queue\"", "\"priority\":10");
            assertThat(decision.caption()).isEqualTo("Gold customer");
            assertThat(decision.rules()).isEqualTo(7);
            assertThat(decision.latencyMicros()).isEqualTo(1_234);
            assertThat(decision.refused()).isNull();
        });
    }

    @Test
    void writtenAgainOrInAnotherOrderItIsTheSame() {
        Entry decision = decided("d1", "pbx1/1.1", "700", NINE);
        Entry refusal = refused("d1", "pbx1/1.1", NINE.plusMillis(50));
        result(journal.write(List.of(refusal)));
        result(journal.write(List.of(decision, refusal, decision)));
        List<JournalledDecision> first = find("pbx1/1.1");
        result(journal.write(List.of(decision)));
        result(journal.write(List.of(refusal)));

        assertThat(first).hasSize(1);
        assertThat(find("pbx1/1.1")).isEqualTo(first);
        assertThat(first.get(0).at()).isEqualTo(NINE);
        assertThat(first.get(0).refused()).isEqualTo(new Refused("EXPIRED", "too late", "route.queue"));
    }

    @Test
    void aRefusalThatNobodyDecidedStandsAlone() {
        result(journal.write(List.of(refused("h1", "pbx1/1.1", NINE))));
        assertThat(find("pbx1/1.1")).singleElement().satisfies(decision -> {
            assertThat(decision.at()).isEqualTo(NINE);
            assertThat(decision.command()).isNull();
            assertThat(decision.steps()).isEmpty();
            assertThat(decision.rules()).isNull();
        });
    }

    @Test
    void aRepetitionThatWasNotExecutedAgainIsNoRefusal() {
        assertThat(heard(new CommandRefused("pbx1/1.1", "d1", "route.queue", Refusal.DUPLICATE, null), NINE))
                .isEmpty();
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutGapOrRepetition() {
        // Three of each moment: a page ends within one.
        result(journal.write(IntStream.range(0, 9)
                .mapToObj(i -> decided("d" + i, "pbx1/" + i, "700", NINE.plusSeconds(i / 3)))
                .toList()));

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page page = page("2", cursor);
            page.decisions().forEach(decision -> seen.add(decision.decisionId()));
            cursor = page.next();
        } while (cursor != null);

        assertThat(seen).containsExactly("d8", "d7", "d6", "d5", "d4", "d3", "d2", "d1", "d0");
    }

    @Test
    void theLastPageHasNoNext() {
        result(journal.write(List.of(decided("d1", "pbx1/1.1", "700", NINE), decided("d2", "pbx1/2.2", "700", NINE))));
        assertThat(page("2", null).next()).isNull();
        assertThat(page("1", null).next()).isNotNull();
    }

    @Test
    void timesAndNumberRestrict() {
        result(journal.write(List.of(
                decided("d1", "pbx1/1", "700", NINE),
                decided("d2", "pbx1/2", "701", NINE.plusSeconds(60)),
                decided("d3", "pbx1/3", "700", NINE.plusSeconds(120)))));

        assertThat(result(journal.find(JournalQuery.of(
                        null,
                        null,
                        NINE.plusSeconds(60).toString(),
                        NINE.plusSeconds(120).toString(),
                        null,
                        null))))
                .extracting(JournalledDecision::decisionId)
                .as("from inclusive, to exclusive")
                .containsExactly("d2");
        assertThat(result(journal.find(JournalQuery.of(null, "700", null, null, null, null))))
                .extracting(JournalledDecision::decisionId)
                .containsExactly("d3", "d1");
    }

    @Test
    void oldDecisionsAreForgotten() {
        result(journal.write(
                List.of(decided("old", "pbx1/1", "700", NINE.minusMillis(1)), decided("new", "pbx1/1", "700", NINE))));
        assertThat(result(journal.forget(NINE))).isEqualTo(1);
        assertThat(find("pbx1/1")).extracting(JournalledDecision::decisionId).containsExactly("new");
    }
}
