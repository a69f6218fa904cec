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
import io.smartcallcenter.kpi.ingest.ReplayTest;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.OperatorAnswer;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.OperatorRow;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.query.QueueRow;
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

    private final RolledEvents database =
            new RolledEvents(client, TestDatabase.freshName(), Clock.fixed(NOW, ZoneOffset.UTC));
    private final Reports reports = database.reports(Integer.MAX_VALUE);

    @BeforeAll
    static void connect() {
        client = new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    private QueueAnswer queues(TimeRange range, Set<String> names) {
        return result(reports.queues(question(range, names)));
    }

    private static QueueQuestion question(TimeRange range, Set<String> names) {
        return new QueueQuestion(Grid.whole(range), names, true, Policy.DEFAULT, Attribution.ARRIVAL);
    }

    private OperatorAnswer operators(TimeRange range, Set<String> interfaces, Set<String> names) {
        return result(reports.operators(new OperatorQuestion(
                Grid.whole(range), interfaces, names, OperatorGroup.OPERATOR, Attribution.ARRIVAL)));
    }

    private static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shuffledAndDoubledBatchesGiveTheFiguresOfThePureMerge(long seed) {
        List<Envelope<?>> events = ReplayTest.someEvents(new Random(seed), 12);
        MemoryStore memory = MemoryStore.of(events);
        result(database.prepare());
        for (int round = 0; round < 2; round++) {
            Collections.shuffle(events, new Random(seed + round));
            for (int i = 0; i < events.size(); i += 9) {
                result(database.apply(events.subList(i, Math.min(events.size(), i + 9))));
            }
        }
        // the second half of the stories: what was before must be known from the marks before it
        TimeRange range = new TimeRange(START.plusSeconds(400), START.plusSeconds(3600));

        QueueAnswer queues = queues(range, Set.of());
        OperatorAnswer operators = operators(range, Set.of(), Set.of());

        assertThat(queues.rows())
                .extracting(QueueRow::figures)
                .usingRecursiveComparison()
                .isEqualTo(memory.queues(range, Policy.DEFAULT, NOW));
        assertThat(operators.rows()).extracting(OperatorRow::figures).isEqualTo(memory.operators(range, NOW));
        assertThat(result(database.store().outages(range)))
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
        result(database.apply(story.events));
        TimeRange hour = new TimeRange(START, START.plusSeconds(3600));

        QueueAnswer answer = queues(hour, Set.of("sales", "nobody"));

        assertThat(answer.rows()).extracting(QueueRow::queue).containsExactly("nobody", "sales");
        assertThat(answer.rows()).extracting(row -> row.figures().total()).containsExactly(0L, 1L);
    }

    @Test
    void anOperatorReportCanBeRestrictedToOperatorsAndQueues() {
        Story story = new Story(START)
                .missedThenAnswered("c1", "support", 0)
                .missedThenAnswered("c2", "sales", 0)
                .member(0, Story.ONE, "sales")
                .member(0, Story.ONE, "support");
        result(database.apply(story.events));
        TimeRange hour = new TimeRange(START, START.plusSeconds(3600));

        OperatorAnswer answer = operators(hour, Set.of("PJSIP/0001"), Set.of("sales"));

        assertThat(answer.rows()).singleElement().satisfies(one -> {
            assertThat(one.figures().counts().offered()).isEqualTo(1);
            assertThat(one.figures().queues()).containsOnlyKeys("sales");
        });
    }

    @Test
    void aQueueNameFromOutsideIsOnlyEverAValue() {
        String hostile = "$where.{}\u0000'; drop";
        result(database.apply(new Story(START).missedThenAnswered("c1", hostile, 0).events));

        QueueAnswer answer = queues(new TimeRange(START, NOW), Set.of(hostile));

        assertThat(answer.rows()).singleElement().satisfies(row -> {
            assertThat(row.queue()).isEqualTo(hostile);
            assertThat(row.figures().answered()).isEqualTo(1);
        });
    }

    @Test
    void aReportOfTooManyCallsIsRefusedAndOneOfAsManyAsAllowedIsNot() {
        result(database.apply(new Story(START)
                .missedThenAnswered("c1", "support", 0)
                .missedThenAnswered("c2", "support", 0)
                .missedThenAnswered("c3", "sales", 0)
                .events));
        QueueQuestion hour = question(new TimeRange(START, START.plusSeconds(3600)), Set.of());

        assertThat(result(database.reports(3).queues(hour)).rows())
                .extracting(row -> row.figures().total())
                .containsExactly(1L, 2L);
        assertThatThrownBy(() -> result(database.reports(2).queues(hour)))
                .isInstanceOf(TooManyDocuments.class)
                .hasMessageContaining("2");
    }
}
