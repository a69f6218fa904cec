package io.smartcallcenter.kpi.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.kpi.CallStory;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.call.CallOutcome;
import io.smartcallcenter.kpi.call.CallQuery;
import io.smartcallcenter.kpi.call.CallRecord;
import io.smartcallcenter.kpi.call.CallSummary;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.history.CallPage;
import io.smartcallcenter.kpi.history.Histories;
import io.smartcallcenter.kpi.history.TimelineEvent;
import io.smartcallcenter.kpi.history.Timelines;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.privacy.Erasures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls in a database: what was written in any order is read in one, and what was erased is gone. */
@Tag("storage")
class CallStoreTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Clock CLOCK = Clock.fixed(START.plusSeconds(7200), ZoneOffset.UTC);

    private static ReactiveMongoClientImpl client;

    private final String database = TestDatabase.freshName();
    private final CallStore store = new CallStore(client, database);
    private final NoteStore notes = new NoteStore(client, database);
    private final AuditStore audit = new AuditStore(client, database);
    private final Projection projection = new Projection(new KpiStore(client, database));
    private final Histories histories = new Histories(store);
    private final Timelines timelines = new Timelines(store);
    private final Erasures erasures = new Erasures(store, notes, audit, projection, CLOCK);

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

    private static CallQuery query(Set<String> queues, CallOutcome outcome) {
        return new CallQuery(START, START.plusSeconds(3600), queues, Set.of(), null, null, outcome, null, null, false);
    }

    private static List<String> ids(CallPage page) {
        return page.calls().stream().map(call -> call.summary().id()).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shuffledAndDoubledBatchesGiveTheCallsOfThePureMerge(long seed) {
        result(store.prepare());
        List<Envelope<?>> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.addAll(CallStory.whole(START.plusSeconds(599 + i), "c" + i, "support")
                    .events());
        }
        for (int round = 0; round < 2; round++) {
            Collections.shuffle(events, new Random(seed + round));
            for (int i = 0; i < events.size(); i += 9) {
                result(projection.apply(events.subList(i, Math.min(events.size(), i + 9))));
            }
        }
        List<CallSummary> merged = MemoryStore.of(events).documents().values().stream()
                .filter(each -> each.kind() == DocumentKind.CALL)
                .map(each -> CallSummary.from(each.id(), each.values()))
                .toList();

        CallPage page = result(histories.page(query(Set.of("support"), null), null, 10));
        List<TimelineEvent> timeline =
                result(timelines.page("pbx1/c0", null, 100)).events();

        assertThat(page.calls()).extracting(CallRecord::summary).containsExactlyInAnyOrderElementsOf(merged);
        assertThat(ids(page)).containsExactly("pbx1/c4", "pbx1/c3", "pbx1/c2", "pbx1/c1", "pbx1/c0");
        assertThat(page.calls()).allMatch(call -> call.offers().size() == 2 && call.talkMs() == 3_000);
        assertThat(timeline).isSortedAccordingTo(TimelineEvent.ORDER).hasSize(events.size() / 5);
    }

    @Test
    void aListGoesOnWhereItEndedThoughCallsOfTheSameMomentAndNewOnesCome() {
        Story story = new Story(START);
        for (int i = 0; i < 25; i++) {
            story.waited("c" + (char) ('a' + i), "support", 1_000L * (i / 10), EntryOutcome.TIMEOUT, 500);
        }
        result(projection.apply(story.events));
        List<String> all = ids(result(histories.page(query(Set.of(), null), null, 100)));
        assertThat(all).hasSize(25);

        List<String> read = new ArrayList<>();
        Place after = null;
        do {
            CallPage page = result(histories.page(query(Set.of(), null), after, 7));
            read.addAll(ids(page));
            after = page.next();
            result(projection.apply(
                    new Story(START).waited("new" + read.size(), "support", 9_000, EntryOutcome.TIMEOUT, 1).events));
        } while (after != null);

        assertThat(read).isEqualTo(all);
    }

    @Test
    void anOutcomeThatWasOverruledIsNotFoundAndThePageIsFullAllTheSame() {
        Story story = new Story(START);
        for (int i = 0; i < 250; i++) {
            story.waited("c" + i, "support", i, EntryOutcome.ABANDONED, 500);
            if (i % 50 != 0) {
                story.left(i + 500, "c" + i, "c" + i + "/support", "support", EntryOutcome.TIMEOUT, 500);
            }
        }
        result(projection.apply(story.events));

        CallPage first = result(histories.page(query(Set.of("support"), CallOutcome.ABANDONED), null, 3));
        assertThat(ids(first)).containsExactly("pbx1/c200", "pbx1/c150", "pbx1/c100");
        CallPage second = result(histories.page(query(Set.of("support"), CallOutcome.ABANDONED), first.next(), 3));
        assertThat(ids(second)).containsExactly("pbx1/c50", "pbx1/c0");
        assertThat(second.next()).isNull();
    }

    @Test
    void aLongTimelineIsReadInPagesOverManyTenMinutes() {
        Story story = new Story(START);
        for (int i = 0; i < 40; i++) {
            story.hold(i * 400_000L, "c", "c-1", Story.ONE);
        }
        result(projection.apply(story.events));

        List<Long> times = new ArrayList<>();
        Timelines.Mark after = null;
        do {
            Timelines.Page page = result(timelines.page("pbx1/c", after, 7));
            page.events()
                    .forEach(event ->
                            times.add(Duration.between(START, event.time()).toSeconds() / 400));
            after = page.next();
        } while (after != null);

        assertThat(times).hasSize(40).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void whatIsErasedIsUnreadableAndStaysSoWhenTheTopicsAreReadAgain() {
        List<Envelope<?>> events = CallStory.whole(START, "c", "support").events();
        result(projection.apply(events));
        result(projection.apply(new Story(START).waited("other", "support", 0, EntryOutcome.TIMEOUT, 1).events));

        Erasures.Report report = result(erasures.erase(CallStory.DIGITS, "anna", "asked for it"));
        result(projection.apply(events));

        assertThat(report.erasure().finished()).isTrue();
        assertThat(report.erasure().calls()).isEqualTo(1);
        // started, asked, joined twice, decided, digits, transferred, call-back, voicemail, missing in the CDR
        assertThat(report.erasure().events()).isEqualTo(10);
        assertThat(everythingOfCalls("pbx1/c"))
                .doesNotContain(CallStory.DIGITS, CallStory.NUMBER, CallStory.NAME, CallStory.CARD, "78880001122");
        CallSummary erased = result(store.call("pbx1/c")).orElseThrow();
        assertThat(erased.erased()).isTrue();
        assertThat(erased.number()).isNull();
        assertThat(erased.answered()).isTrue();
        assertThat(result(store.callsOf(CallStory.DIGITS, 10))).isEmpty();
        assertThat(result(store.call("pbx1/other")).orElseThrow().number()).isEqualTo("79010000001");
    }

    private String everythingOfCalls(String callId) {
        String summary = String.valueOf(result(client.getDatabase(database)
                .getCollection("calls")
                .find(new org.bson.Document("_id", callId))
                .collect()
                .asList()));
        return summary
                + result(client.getDatabase(database)
                        .getCollection("callbacks")
                        .find(new org.bson.Document("callId", callId))
                        .collect()
                        .asList())
                + result(client.getDatabase(database)
                        .getCollection("call_events")
                        .find(new org.bson.Document("callId", callId))
                        .collect()
                        .asList());
    }

    @Test
    void anErasureMayBeRepeatedAndIsNotedWithoutTheNumber() {
        List<Envelope<?>> events = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            events.addAll(
                    CallStory.whole(START.plusSeconds(i), "c" + i, "support").events());
        }
        result(projection.apply(events));

        assertThat(result(erasures.erase(CallStory.DIGITS, "anna", "asked for it"))
                        .erasure()
                        .calls())
                .isEqualTo(120);
        assertThat(result(erasures.erase(CallStory.DIGITS, "anna", "again"))
                        .erasure()
                        .calls())
                .isZero();

        var noted = result(audit.erasures(Instant.EPOCH, START.plusSeconds(86_400), null, 10));
        assertThat(noted).hasSize(2).allSatisfy(each -> {
            assertThat(each.entry().who()).isEqualTo("anna");
            assertThat(each.entry().finished()).isTrue();
            assertThat(each.entry().toString()).doesNotContain(CallStory.DIGITS);
        });
        assertThat(noted).extracting(each -> each.entry().events()).containsExactlyInAnyOrder(1_200L, 0L);
    }

    @Test
    void anEventThatComesAfterTheErasureOfItsCallIsErasedLater() {
        List<Envelope<?>> events = CallStory.whole(START, "c", "support").events();
        result(projection.apply(events.subList(0, 3)));
        result(projection.apply(new Story(START).waited("other", "support", 0, EntryOutcome.TIMEOUT, 1).events));
        result(erasures.erase(CallStory.DIGITS, "anna", "asked for it"));
        result(projection.apply(events));
        assertThat(everythingOfCalls("pbx1/c")).contains(CallStory.NUMBER);

        assertThat(result(erasures.eraseLateEvents())).isEqualTo(7);

        assertThat(everythingOfCalls("pbx1/c"))
                .doesNotContain(CallStory.DIGITS, CallStory.NUMBER, CallStory.NAME, CallStory.CARD, "78880001122");
        assertThat(everythingOfCalls("pbx1/other")).contains("79010000001");
        assertThat(result(erasures.eraseLateEvents())).isZero();
    }

    @Test
    void aCallOnWhichTheNumberWasLeftToBeCalledBackIsErasedToo() {
        result(projection.apply(CallStory.whole(START, "c", "support").events()));

        assertThat(result(erasures.erase("78880001122", "anna", "asked for it"))
                        .erasure()
                        .calls())
                .isEqualTo(1);
        assertThat(everythingOfCalls("pbx1/c")).doesNotContain("78880001122");
    }

    @ParameterizedTest
    @ValueSource(strings = {"78880001122", "70000000000", "79999999999", CallStory.DIGITS})
    void whicheverOfTheNumbersOfACallIsErasedAllOfThemAre(String digits) {
        Story more = new Story(START)
                .add(9_100, new CallEvent.CallbackRequested("pbx1/c", "+7 000 000-00-00", "support"))
                .add(9_200, new CallEvent.CallbackRequested("pbx1/c", "79999999999", "support"))
                .add(9_300, new CallEvent.CallbackRequested("pbx1/other", "79999999998", "support"));
        List<Envelope<?>> events =
                new ArrayList<>(CallStory.whole(START, "c", "support").events());
        events.addAll(more.events);
        result(projection.apply(events));

        assertThat(result(erasures.erase(digits, "anna", "asked for it"))
                        .erasure()
                        .calls())
                .isEqualTo(1);
        result(projection.apply(events));

        assertThat(everythingOfCalls("pbx1/c"))
                .doesNotContain(CallStory.DIGITS, "78880001122", "70000000000", "000-00", "79999999999");
        assertThat(everythingOfCalls("pbx1/other")).contains("79999999998");
        assertThat(result(store.callsOf(digits, 10))).isEmpty();
        assertThat(result(store.callsOf("79999999998", 10))).containsExactly("pbx1/other");
    }

    @Test
    void aNumberThatIsLeftAfterTheErasureOfItsCallIsErasedLater() {
        result(projection.apply(CallStory.whole(START, "c", "support").events()));
        result(erasures.erase(CallStory.DIGITS, "anna", "asked for it"));
        result(projection.apply(new Story(START)
                .add(9_200, new CallEvent.CallbackRequested("pbx1/c", "79999999999", "support"))
                .events));

        assertThat(result(erasures.eraseLateEvents())).isEqualTo(1);

        assertThat(everythingOfCalls("pbx1/c")).doesNotContain("79999999999");
    }

    @Test
    void anEventThatWasPublishedTwiceIsOnOnePage() {
        Story story = new Story(START);
        for (int i = 0; i < 12; i++) {
            story.hold(i * 400_000L, "c", "c-1", Story.ONE);
        }
        List<Envelope<?>> events = new ArrayList<>(story.events);
        story.events.forEach(event -> events.add(new Envelope<>(
                EventMeta.of(
                        event.meta().id(),
                        event.meta().source(),
                        "s",
                        event.meta().time().plus(Duration.ofHours(1))),
                event.data())));
        result(projection.apply(events));

        List<String> read = new ArrayList<>();
        Timelines.Mark after = null;
        do {
            Timelines.Page page = result(timelines.page("pbx1/c", after, 5));
            page.events().forEach(event -> read.add(event.id()));
            after = page.next();
        } while (after != null);

        assertThat(read)
                .containsExactlyElementsOf(
                        story.events.stream().map(event -> event.meta().id()).toList());
    }
}
