package io.smartcallcenter.kpi.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.export.Export;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.kpi.CallStory;
import io.smartcallcenter.kpi.RetentionSettings;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.privacy.Erasures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is older than its time goes, and nothing else does. */
@Tag("storage")
class RetentionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");

    private static ReactiveMongoClientImpl client;

    private final String database = TestDatabase.freshName();
    private final KpiStore store = new KpiStore(client, database);
    private final Projection projection = new Projection(store);

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

    private record Days(
            Duration calls, Duration events, Duration facts, Duration notes, Duration audit, Duration rollups)
            implements RetentionSettings {}

    private Map<String, Long> enforce(int calls, int events, int facts, int notes, int audit, int rollUps) {
        Days kept = new Days(
                Duration.ofDays(calls),
                Duration.ofDays(events),
                Duration.ofDays(facts),
                Duration.ofDays(notes),
                Duration.ofDays(audit),
                Duration.ofDays(rollUps));
        Retention retention = new Retention(client, database, kept, Clock.fixed(NOW, ZoneOffset.UTC));
        result(retention.prepare());
        return result(retention.enforce());
    }

    private long count(String collection) {
        return result(client.getDatabase(database).getCollection(collection).countDocuments());
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    @Test
    void eachKindIsKeptAsLongAsItsSettingSays() {
        for (int days : new int[] {0, 9, 11, 12, 40, 700}) {
            String call = "c" + days;
            result(projection.apply(
                    CallStory.whole(daysAgo(days), call, "support").events()));
            result(projection.apply(new Story(daysAgo(days))
                    .refused(0, call, "support", RefusedReason.FULL)
                    .gap(-1_000, 0)
                    .events));
        }

        Map<String, Long> deleted = enforce(100, 10, 20, 100, 100, 30);

        assertThat(count("calls")).isEqualTo(5);
        assertThat(count("call_events")).isEqualTo(2);
        assertThat(count("queue_entries")).isEqualTo(4);
        assertThat(count("queue_refusals")).isEqualTo(4);
        assertThat(count("offers")).isEqualTo(8);
        assertThat(count("node_gaps")).isEqualTo(4);
        assertThat(deleted)
                .containsOnly(
                        Map.entry("calls", 1L),
                        Map.entry("callbacks", 1L),
                        Map.entry("call_events", 4L),
                        Map.entry("queue_entries", 2L),
                        Map.entry("queue_refusals", 2L),
                        Map.entry("offers", 4L),
                        Map.entry("node_gaps", 2L));
        assertThat(enforce(100, 10, 20, 100, 100, 30)).isEmpty();
    }

    @Test
    void aStateThatStillHoldsIsNeverForgotten() {
        List<StateMark> before = new ArrayList<>();
        Story story = new Story(daysAgo(500))
                .member(0, Story.ONE, "support")
                .paused(1_000, Story.ONE, "support", "lunch", false)
                .unpaused(2_000, Story.ONE, "support")
                .removed(3_000, Story.TWO, "support");
        result(projection.apply(story.events));
        result(projection.apply(new Story(daysAgo(1)).member(0, Story.TWO, "support").events));
        TimeRange today = new TimeRange(daysAgo(2), NOW);
        before.addAll(result(store.marks(today, Set.of())));

        assertThat(enforce(400, 400, 400, 400, 400, 400)).containsOnly(Map.entry("operator_states", 2L));

        assertThat(result(store.marks(today, Set.of()))).containsExactlyInAnyOrderElementsOf(before);
        assertThat(enforce(400, 400, 400, 400, 400, 400)).isEmpty();
    }

    @Test
    void anOfferOfWhichNobodySawTheBeginningGoesToo() {
        for (int days : new int[] {5, 50}) {
            String call = "c" + days;
            result(projection.apply(new Story(daysAgo(days))
                    .released(0, call, "released" + days, "e", "support", Story.ONE, 1_000)
                    .hold(0, call, "held" + days, Story.ONE)
                    .missedThenAnswered(call, "support", 0)
                    .events));
        }
        client.getDatabase(database)
                .getCollection("offers")
                .updateOne(new Document("_id", "pbx1/released50"), Updates.unset("toldAt"))
                .await()
                .atMost(Duration.ofMinutes(3));

        assertThat(enforce(100, 100, 20, 100, 100, 100)).contains(Map.entry("offers", 4L));
        assertThat(count("offers")).isEqualTo(4);
        assertThat(enforce(100, 100, 20, 100, 100, 100)).isEmpty();
    }

    @Test
    void whatAnErasureLeftOfACallThatIsGoneGoesToo() {
        result(projection.apply(CallStory.whole(daysAgo(50), "c", "support").events()));
        CallStore calls = new CallStore(client, database);
        Erasures erasures = new Erasures(
                calls,
                new NoteStore(client, database),
                new AuditStore(client, database),
                projection,
                Clock.fixed(NOW, ZoneOffset.UTC));
        result(client.getDatabase(database).getCollection("calls").deleteMany(new Document()));
        result(erasures.erase("78880001122", "anna", "asked for it"));
        assertThat(count("calls")).isEqualTo(1);

        assertThat(enforce(100, 100, 100, 100, 100, 100)).containsOnly(Map.entry("calls", 1L));
        assertThat(result(calls.callsOf("78880001122", 1))).isEmpty();
    }

    @Test
    void rollUpsGoByTheirDay() {
        for (String collection : Retention.ROLL_UPS) {
            for (int days : new int[] {0, 30, 31, 60}) {
                long day = daysAgo(days).getEpochSecond() / 86_400;
                result(client.getDatabase(database)
                        .getCollection(collection)
                        .insertOne(new Document("_id", "support|" + day).append("day", day)));
            }
        }

        assertThat(enforce(1, 1, 1, 1, 1, 30))
                .containsOnly(Map.entry("queue_days", 2L), Map.entry("operator_days", 2L));
        assertThat(count("queue_days")).isEqualTo(2);
    }

    @Test
    void theAuditTrailAndNotesGoByTheirOwnAge() {
        AuditStore audit = new AuditStore(client, database);
        for (int days : new int[] {0, 50, 100}) {
            result(audit.note(new Export(daysAgo(days), "anna", "/api/calls", Map.of(), "csv", 1)));
            result(client.getDatabase(database)
                    .getCollection("call_notes")
                    .insertOne(new Document("createdAt", Date.from(daysAgo(days)))));
        }

        assertThat(enforce(1, 1, 1, 70, 20, 1)).containsOnly(Map.entry("audit", 2L), Map.entry("call_notes", 1L));
    }

    @Test
    void aCallOfWhichOnlyTheRoutingEverSpokeGoesToo() {
        for (int days : new int[] {5, 50}) {
            result(projection.apply(new Story(daysAgo(days))
                    .add(
                            0,
                            new RoutingEvent.CommandRefused(
                                    "pbx1/r" + days, "d", "route.queue", RoutingEvent.Refusal.EXPIRED, null))
                    .events));
        }
        result(projection.apply(new Story(daysAgo(5)).waited("c", "support", 0, EntryOutcome.TIMEOUT, 1).events));

        assertThat(enforce(10, 100, 100, 100, 100, 100)).containsOnly(Map.entry("calls", 1L));
        assertThat(count("calls")).isEqualTo(2);
    }
}
