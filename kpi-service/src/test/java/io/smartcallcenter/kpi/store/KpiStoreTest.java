package io.smartcallcenter.kpi.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.ingest.ReplayTest;
import io.smartcallcenter.kpi.metrics.OperatorReport;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.QueueReport;
import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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

/** The documents in a database are those of the pure merge, and the projection needs no container. */
@Tag("storage")
class KpiStoreTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant NOW = START.plusSeconds(7200);

    private static ReactiveMongoClientImpl client;

    private final KpiStore store = new KpiStore(client, TestDatabase.freshName());
    private final Projection projection = new Projection(store);
    private final Reports reports = new Reports(store, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeAll
    static void connect() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shuffledAndDoubledBatchesGiveTheFiguresOfThePureMerge(long seed) {
        List<Envelope<?>> events = ReplayTest.someEvents(new Random(seed), 12);
        MemoryStore memory = MemoryStore.of(events);
        result(store.prepare());
        for (int round = 0; round < 2; round++) {
            Collections.shuffle(events, new Random(seed + round));
            for (int i = 0; i < events.size(); i += 9) {
                result(projection.apply(events.subList(i, Math.min(events.size(), i + 9))));
            }
        }
        // the second half of the stories: what was before must be known from the marks before it
        TimeRange range = new TimeRange(START.plusSeconds(400), START.plusSeconds(3600));

        QueueReport queues = result(reports.queues(range, Set.of(), Policy.DEFAULT));
        OperatorReport operators = result(reports.operators(range, Set.of(), Set.of()));

        assertThat(queues).usingRecursiveComparison().isEqualTo(memory.queues(range, Policy.DEFAULT, NOW));
        assertThat(operators).isEqualTo(memory.operators(range, NOW));
        assertThat(result(store.outages(range)))
                .containsExactlyInAnyOrderElementsOf(memory.outages().stream()
                        .filter(outage -> outage.overlaps(range.from(), range.to()))
                        .toList());
    }

    @Test
    void aReportCanBeRestrictedToQueuesAndAnAskedQueueAlwaysHasARow() {
        Story story = new Story(START)
                .missedThenAnswered("c1", "support", 0)
                .missedThenAnswered("c2", "sales", 0)
                .missedThenAnswered("c3", "vip", 0);
        result(projection.apply(story.events));
        TimeRange hour = new TimeRange(START, START.plusSeconds(3600));

        QueueReport report = result(reports.queues(hour, Set.of("sales", "nobody"), Policy.DEFAULT));

        assertThat(report.queues()).extracting(QueueFigures::queue).containsExactly("nobody", "sales");
        assertThat(report.queues()).extracting(QueueFigures::total).containsExactly(0L, 1L);
    }

    @Test
    void anOperatorReportCanBeRestrictedToOperatorsAndQueues() {
        Story story = new Story(START)
                .missedThenAnswered("c1", "support", 0)
                .missedThenAnswered("c2", "sales", 0)
                .member(0, Story.ONE, "sales")
                .member(0, Story.ONE, "support");
        result(projection.apply(story.events));
        TimeRange hour = new TimeRange(START, START.plusSeconds(3600));

        OperatorReport report = result(reports.operators(hour, Set.of("PJSIP/0001"), Set.of("sales")));

        assertThat(report.operators()).singleElement().satisfies(one -> {
            assertThat(one.counts().offered()).isEqualTo(1);
            assertThat(one.queues()).containsOnlyKeys("sales");
        });
    }

    @Test
    void aQueueNameFromOutsideIsOnlyEverAValue() {
        String hostile = "$where.{}\u0000'; drop";
        result(projection.apply(new Story(START).missedThenAnswered("c1", hostile, 0).events));

        QueueReport report = result(reports.queues(new TimeRange(START, NOW), Set.of(hostile), Policy.DEFAULT));

        assertThat(report.queues()).singleElement().satisfies(queue -> {
            assertThat(queue.queue()).isEqualTo(hostile);
            assertThat(queue.answered()).isEqualTo(1);
        });
    }

    @Test
    void aReportOfTooManyDocumentsIsRefusedAndOneOfAsManyAsAllowedIsNot() {
        result(projection.apply(new Story(START)
                .missedThenAnswered("c1", "support", 0)
                .missedThenAnswered("c2", "support", 0)
                .missedThenAnswered("c3", "support", 0)
                .events));
        TimeRange hour = new TimeRange(START, START.plusSeconds(3600));
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

        assertThat(result(new Reports(store.limitedTo(3), clock).queues(hour, Set.of(), Policy.DEFAULT))
                        .queues())
                .singleElement()
                .extracting(QueueFigures::total)
                .isEqualTo(3L);
        assertThatThrownBy(() -> result(new Reports(store.limitedTo(2), clock).queues(hour, Set.of(), Policy.DEFAULT)))
                .isInstanceOf(TooManyDocuments.class)
                .hasMessageContaining("2");
    }

    @Test
    void theCallsOfOperatorsAreThoseOfTheReport() {
        result(projection.apply(new Story(START)
                .missedThenAnswered("c1", "support", 0)
                .missedThenAnswered("before", "support", -3_600_000)
                .member(0, Story.ONE, "support")
                .events));
        TimeRange hour = new TimeRange(START, START.plusSeconds(3600));
        Set<String> asked = Set.of("PJSIP/0001", "PJSIP/0002");

        OperatorReport calls = result(reports.calls(hour, asked));

        assertThat(calls.operators())
                .extracting(each -> each.counts())
                .isEqualTo(result(reports.operators(hour, asked, Set.of())).operators().stream()
                        .map(each -> each.counts())
                        .toList());
        assertThat(calls.operators()).extracting(each -> each.name()).containsExactly("Agent One", "Agent Two");
    }
}
