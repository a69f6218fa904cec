package io.smartcallcenter.kpi.live;

import static io.smartcallcenter.kpi.live.LiveSide.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.ingest.ReplayTest;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.presence.OperatorCounts;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.OperatorRow;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.query.QueueRow;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveFiguresTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final RollUpKey SUPPORT = RollUpKey.queue("support");

    private final Story story = new Story(START);
    private final LiveSide side = new LiveSide(START.plusSeconds(60));
    private final Set<RollUpKey> elsewhere = new HashSet<>();
    private final LiveFigures live = side.replica(key -> !elsewhere.contains(key));

    @AfterEach
    void close() {
        side.close();
    }

    private void atWork() {
        story.device(0, Story.ONE, DeviceState.NOT_INUSE).member(0, Story.ONE, "support");
        story.device(0, Story.TWO, DeviceState.NOT_INUSE).member(0, Story.TWO, "support");
    }

    private void happened() {
        side.happened(story.events);
        story.events.clear();
    }

    private void publish() {
        result(live.publish());
    }

    /** In shuffled parts with repetitions: after each the topic says what the API would answer. */
    @Test
    void atEveryMomentTheyAreTheFiguresOfTheQuery() {
        List<Envelope<?>> events = ReplayTest.someEvents(new Random(5), 12);
        events.addAll(events.subList(0, events.size() / 3));
        Collections.shuffle(events, new Random(6));
        side.now = START.plus(Duration.ofHours(2));
        for (int i = 0; i < events.size(); i += 40) {
            side.happened(events.subList(i, Math.min(events.size(), i + 40)));
            publish();
            compareWithTheQuery();
        }
        assertThat(side.topic).hasSizeGreaterThan(3);
    }

    private void compareWithTheQuery() {
        Grid day = Grid.whole(side.today.range());
        List<QueueRow> queues = result(side.reports.queues(
                        new QueueQuestion(day, Set.of(), true, Policy.DEFAULT, Attribution.ARRIVAL)))
                .rows();
        assertThat(queues).allSatisfy(row -> {
            QueueFigures figures = row.figures();
            KpiUpdate.Queue said = side.queue(row.queue());
            assertThat(said).isEqualTo(Updates.of(figures, counts(said.operators()), side.today.range()));
        });
        List<OperatorRow> operators = result(side.reports.operators(
                        new OperatorQuestion(day, Set.of(), Set.of(), OperatorGroup.OPERATOR, Attribution.ARRIVAL)))
                .rows();
        assertThat(operators).allSatisfy(row -> {
            OperatorFigures figures = row.figures();
            KpiUpdate.Operator said = side.operator(row.iface());
            assertThat(said.offered()).isEqualTo(figures.counts().offered());
            assertThat(said.answered()).isEqualTo(figures.counts().answered());
            assertThat(said.missed()).isEqualTo(figures.counts().missed());
        });
    }

    private static OperatorCounts counts(KpiUpdate.Operators said) {
        return new OperatorCounts(Map.of(
                OperatorState.AVAILABLE, said.available(),
                OperatorState.RINGING, said.ringing(),
                OperatorState.TALKING, said.talking(),
                OperatorState.PAUSED, said.paused(),
                OperatorState.UNREACHABLE, said.unreachable()));
    }

    @Test
    void manyChangesArePublishedOnceAndNoChangeNotAtAll() {
        story.missedThenAnswered("c1", "support", 0).missedThenAnswered("c2", "support", 100);
        happened();
        live.rolled(Set.of(SUPPORT));
        publish();
        live.rolled(Set.of(SUPPORT));
        publish();

        assertThat(side.sent).containsOnlyOnce("queue/support");
        assertThat(side.queue("support").answered()).isEqualTo(2);
        assertThat(side.operator("PJSIP/0001").missed()).isEqualTo(2);
    }

    @Test
    void aQueueSaysWhatItsMembersDo() {
        atWork();
        happened();
        publish();
        assertThat(side.queue("support").operators()).isEqualTo(new KpiUpdate.Operators(2, 0, 0, 0, 0));

        story.joined(1_000, "c", "e", "support").offered(2_000, "c", "o", "e", "support", Story.ONE);
        story.paused(3_000, Story.TWO, "support", "lunch", false);
        happened();
        publish();
        assertThat(side.queue("support").operators()).isEqualTo(new KpiUpdate.Operators(0, 1, 0, 1, 0));
        assertThat(side.operator("PJSIP/0001").state()).isEqualTo(OperatorState.RINGING);
        assertThat(side.operator("PJSIP/0001").since()).isEqualTo(START.plusSeconds(2));
        assertThat(side.operator("PJSIP/0002").state()).isEqualTo(OperatorState.PAUSED);

        story.answered(5_000, "c", "o", "e", "support", Story.ONE, 4_000, 3_000)
                .device(6_000, Story.TWO, DeviceState.UNAVAILABLE);
        happened();
        publish();
        assertThat(side.queue("support").operators()).isEqualTo(new KpiUpdate.Operators(0, 0, 1, 0, 1));
    }

    @Test
    void theOwnerOfTheQueueIsAskedWhenAnOperatorOfAnotherReplicaChanges() {
        elsewhere.add(SUPPORT);
        atWork();
        happened();
        publish();

        assertThat(side.askedToLookAgain).containsExactly(SUPPORT);
        assertThat(side.topic).containsOnlyKeys("operator/PJSIP/0001", "operator/PJSIP/0002");

        side.askedToLookAgain.clear();
        live.rolled(Set.of(RollUpKey.operator("PJSIP/0001")));
        publish();
        assertThat(side.askedToLookAgain).isEmpty();
    }

    @Test
    void aFormerOwnerPublishesNothingMoreAndItsMetricsEnd() {
        atWork();
        story.missedThenAnswered("c1", "support", 0);
        happened();
        publish();
        assertThat(side.gauge("scc.kpi.queue.calls.today", "queue", "support", "outcome", "answered"))
                .isEqualTo(1);
        assertThat(side.gauge("scc.kpi.operators", "state", "available")).isEqualTo(2);
        side.sent.clear();

        elsewhere.addAll(Set.of(SUPPORT, RollUpKey.operator("PJSIP/0001")));
        story.missedThenAnswered("c2", "support", 10_000);
        happened();
        live.refreshWaiting();
        publish();

        assertThat(side.sent).containsExactly("operator/PJSIP/0002");
        assertThat(side.meters.find("scc.kpi.queue.calls.today").gauges()).isEmpty();
        assertThat(side.gauge("scc.kpi.operators", "state", "available")).isEqualTo(1);
    }

    @Test
    void whatKafkaDidNotTakeIsPublishedWhenItIsBack() {
        story.missedThenAnswered("c1", "support", 0);
        happened();
        side.kafkaAway = true;
        assertThatThrownBy(this::publish).hasMessageContaining("Kafka is away");
        side.kafkaAway = false;
        publish();

        assertThat(side.topic).containsOnlyKeys("queue/support", "operator/PJSIP/0001", "operator/PJSIP/0002");
    }

    @Test
    void whoWaitsMakesTheServiceLevelFallWithoutAnyEvent() {
        story.waited("c1", "support", 0, EntryOutcome.ANSWERED, 5_000).joined(58_000, "c2", "e2", "support");
        happened();
        publish();
        assertThat(side.queue("support").serviceLevel()).isEqualTo(100.0);
        assertThat(side.queue("support").longestWaitingSince()).isEqualTo(START.plusSeconds(58));

        side.now = START.plusSeconds(58 + 20);
        publish();
        assertThat(side.queue("support").serviceLevel()).isEqualTo(100.0);
        live.refreshWaiting();
        publish();
        assertThat(side.queue("support").serviceLevel()).isEqualTo(50.0);
    }

    @Test
    void anOfferThatNeverEndedIsOverAfterAnHour() {
        atWork();
        story.offered(1_000, "c", "o", "e", "support", Story.ONE);
        happened();
        publish();
        assertThat(side.queue("support").operators().ringing()).isEqualTo(1);

        side.now = START.plusSeconds(3_601);
        live.refreshAll();
        publish();

        assertThat(side.queue("support").operators()).isEqualTo(new KpiUpdate.Operators(2, 0, 0, 0, 0));
    }

    @Test
    void whoWasSilentForDaysIsStillCounted() {
        atWork();
        happened();
        side.now = START.plus(Duration.ofDays(3));
        story.joined(Duration.ofDays(3).toMillis(), "c", "e", "support");
        happened();
        publish();

        assertThat(side.queue("support").operators()).isEqualTo(new KpiUpdate.Operators(2, 0, 0, 0, 0));
    }

    @Test
    void howOldAnEventIsWhenItsFiguresArePublishedIsMeasured() {
        live.expect(SUPPORT, START.plusSeconds(10));
        live.expect(SUPPORT, START.plusSeconds(5));
        story.joined(5_000, "c", "e", "support");
        happened();
        side.now = START.plusSeconds(6);
        publish();

        var freshness = side.meters.get("scc.kpi.freshness").timer();
        assertThat(freshness.count()).isEqualTo(1);
        assertThat(freshness.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(1_000);
        assertThat(side.meters.get("scc.kpi.live.published").counter().count()).isEqualTo(1);
        assertThat(side.meters.get("scc.kpi.live.look").timer().count()).isEqualTo(1);
    }

    @Test
    void theMetricsAreTheFigures() {
        story.waited("c1", "support", 0, EntryOutcome.ANSWERED, 5_000)
                .waited("c2", "support", 0, EntryOutcome.ABANDONED, 7_000)
                .waited("c3", "support", 0, EntryOutcome.ABANDONED, 1_000)
                .joined(50_000, "c4", "e4", "support")
                .refused(0, "c5", "support", RefusedReason.FULL);
        happened();
        publish();

        assertThat(side.gauge("scc.kpi.queue.calls.today", "outcome", "answered"))
                .isEqualTo(1);
        assertThat(side.gauge("scc.kpi.queue.calls.today", "outcome", "abandoned"))
                .isEqualTo(1);
        assertThat(side.gauge("scc.kpi.queue.calls.today", "outcome", "short_abandoned"))
                .isEqualTo(1);
        assertThat(side.gauge("scc.kpi.queue.calls.today", "outcome", "waiting"))
                .isEqualTo(1);
        assertThat(side.meters.find("scc.kpi.queue.calls.today").gauges().stream()
                        .mapToDouble(gauge -> gauge.value())
                        .sum())
                .isEqualTo(side.queue("support").total());
        assertThat(side.gauge("scc.kpi.queue.refused.today")).isEqualTo(1);
        assertThat(side.gauge("scc.kpi.queue.waiting")).isEqualTo(1);
        assertThat(side.gauge("scc.kpi.queue.longest.wait.seconds")).isEqualTo(10);
        assertThat(side.gauge("scc.kpi.queue.service.level.ratio")).isEqualTo(0.5);
        assertThat(side.gauge("scc.kpi.queue.wait.mean.seconds")).isCloseTo(13.0 / 3, offset(1e-9));
    }

    @Test
    void moreQueuesThanExpectedDoNotFloodTheMetrics() {
        for (int i = 0; i <= FiguresGauges.MOST_QUEUES; i++) {
            story.joined(0, "c" + i, "e" + i, "queue " + i);
        }
        happened();
        publish();

        assertThat(side.topic).hasSize(FiguresGauges.MOST_QUEUES + 1);
        assertThat(side.meters.find("scc.kpi.queue.waiting").gauges()).hasSize(FiguresGauges.MOST_QUEUES);
    }
}
