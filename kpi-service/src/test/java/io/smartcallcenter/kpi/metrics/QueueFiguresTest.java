package io.smartcallcenter.kpi.metrics;

import static io.smartcallcenter.events.EntryOutcome.ABANDONED;
import static io.smartcallcenter.events.EntryOutcome.ANSWERED;
import static io.smartcallcenter.events.EntryOutcome.EXIT_KEY;
import static io.smartcallcenter.events.EntryOutcome.LEFT_EMPTY;
import static io.smartcallcenter.events.EntryOutcome.LOST;
import static io.smartcallcenter.events.EntryOutcome.TIMEOUT;
import static io.smartcallcenter.events.EntryOutcome.TRANSFERRED_OUT;
import static io.smartcallcenter.events.EntryOutcome.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.api.QueueColumns;
import io.smartcallcenter.kpi.query.Attribution;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class QueueFiguresTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant LATER = START.plusSeconds(3600);

    private final Story story = new Story(START);

    private QueueFigures support(Policy policy) {
        return MemoryStore.of(story.events).queue("support", policy, LATER);
    }

    @Test
    void theWorkedCaseOfTheDefinitionsCountsOneAnsweredCallOfOne() {
        story.missedThenAnswered("c1", "support", 0);

        QueueFigures figures = support(Policy.DEFAULT);

        assertThat(figures.total()).isEqualTo(1);
        assertThat(figures.answered()).isEqualTo(1);
        assertThat(figures.answerRate()).isEqualTo(100.0);
        assertThat(figures.waits().mean()).isEqualTo(6.1);
        assertThat(figures.answeredWaits().mean()).isEqualTo(6.1);
        assertThat(figures.abandonedWaits().mean()).isNull();
        assertThat(QueueColumns.of(figures).identity(Attribution.ARRIVAL)).isTrue();
    }

    /** Cisco's published example: 70 answered within T, 10 abandoned within T, 20 beyond T. */
    @ParameterizedTest
    @CsvSource({"IGNORE, 77.8", "NEGATIVE, 70.0", "POSITIVE, 80.0", "ANSWERED_ONLY, 77.8"})
    void theGoldenCaseGivesThePublishedServiceLevels(SlMode mode, double expected) {
        for (int i = 0; i < 70; i++) {
            story.waited("a" + i, "support", i, ANSWERED, 20_000);
        }
        for (int i = 0; i < 10; i++) {
            story.waited("b" + i, "support", i, ABANDONED, 19_999);
        }
        for (int i = 0; i < 20; i++) {
            story.waited("c" + i, "support", i, ANSWERED, 20_001);
        }

        QueueFigures figures = support(new Policy(20, mode, 5));

        assertThat(Ratio.oneDecimal(figures.serviceLevel().percent())).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(SlMode.class)
    void shortAbandonsAreNoCallsForTheServiceLevelInAnyMode(SlMode mode) {
        story.waited("a", "support", 0, ANSWERED, 3_000).waited("b", "support", 0, ABANDONED, 4_999);

        assertThat(support(new Policy(20, mode, 5)).serviceLevel()).isEqualTo(new ServiceLevel(1, 1));
    }

    @ParameterizedTest
    @EnumSource(SlMode.class)
    void theServiceLevelOfNothingIsNullAndNotFull(SlMode mode) {
        story.waited("b", "support", 0, ABANDONED, 100);

        assertThat(support(new Policy(20, mode, 5)).serviceLevel().percent()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"19, 0", "20, 1", "21, 1"})
    void whoWaitsIsJudgedOnlyOnceTheThresholdHasPassed(long waitedSeconds, long judged) {
        story.joined(0, "a", "a/support", "support");

        QueueFigures figures =
                MemoryStore.of(story.events).queue("support", Policy.DEFAULT, START.plusSeconds(waitedSeconds));

        assertThat(figures.serviceLevel()).isEqualTo(new ServiceLevel(0, judged));
        assertThat(figures.waiting()).isEqualTo(1);
        assertThat(figures.longestWaitingSince()).isEqualTo(START);
        assertThat(QueueColumns.of(figures).identity(Attribution.ARRIVAL)).isTrue();
    }

    /** Waits of 4 999 and 5 000 ms, under different limits. */
    @ParameterizedTest
    @CsvSource({"0, 2, 0", "4, 2, 0", "5, 1, 1", "6, 0, 2"})
    void theShortAbandonLimitMovesAbandonsForThePastAsWell(int limit, long abandoned, long shortAbandoned) {
        story.waited("a", "support", 0, ABANDONED, 4_999).waited("b", "support", 0, ABANDONED, 5_000);

        QueueFigures figures = support(new Policy(20, SlMode.NEGATIVE, limit));

        assertThat(figures.abandoned()).isEqualTo(abandoned);
        assertThat(figures.shortAbandoned()).isEqualTo(shortAbandoned);
        assertThat(QueueColumns.of(figures).identity(Attribution.ARRIVAL)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(EntryOutcome.class)
    void everyOutcomeHasItsOwnCounterAndOnlyOne(EntryOutcome outcome) {
        story.waited("a", "support", 0, outcome, 7_000);

        QueueFigures figures = support(Policy.DEFAULT);

        for (EntryOutcome each : EntryOutcome.values()) {
            assertThat(figures.ended(each)).as(each.name()).isEqualTo(each == outcome ? 1 : 0);
        }
        assertThat(QueueColumns.of(figures).identity(Attribution.ARRIVAL)).isTrue();
    }

    @Test
    void lostCallsAreTheAbandonedTheTimedOutAndTheLeftEmpty() {
        EntryOutcome[] all = {
            ANSWERED, ABANDONED, TIMEOUT, TIMEOUT, LEFT_EMPTY, EXIT_KEY, WITHDRAWN, TRANSFERRED_OUT, LOST
        };
        for (int i = 0; i < all.length; i++) {
            story.waited("c" + i, "support", i, all[i], 10_000);
        }
        story.waited("s", "support", 0, ABANDONED, 1_000).joined(0, "w", "w/support", "support");

        QueueFigures figures = support(Policy.DEFAULT);

        assertThat(figures.lostCalls()).isEqualTo(4);
        assertThat(figures.total()).isEqualTo(11);
        assertThat(QueueColumns.of(figures).identity(Attribution.ARRIVAL)).isTrue();
    }

    @Test
    void refusedCallsStandBesideTheTotal() {
        story.waited("a", "support", 0, ANSWERED, 1_000)
                .refused(1, "b", "support", RefusedReason.FULL)
                .refused(2, "b", "support", RefusedReason.FULL)
                .refused(3, "c", "support", RefusedReason.JOIN_EMPTY);

        QueueFigures figures = support(Policy.DEFAULT);

        assertThat(figures.total()).isEqualTo(1);
        assertThat(figures.refused())
                .containsEntry(RefusedReason.FULL, 2L)
                .containsEntry(RefusedReason.JOIN_EMPTY, 1L)
                .containsEntry(RefusedReason.CLOSED, 0L);
        assertThat(figures.received()).isEqualTo(4);
    }

    @Test
    void aCallThatEntersTwiceIsTwoEntriesAndOneCall() {
        story.joined(0, "c", "c/1", "support")
                .left(9_000, "c", "c/1", "support", TIMEOUT, 9_000)
                .joined(10_000, "c", "c/2", "support")
                .left(12_000, "c", "c/2", "support", ANSWERED, 2_000);

        QueueFigures figures = support(Policy.DEFAULT);

        assertThat(figures.total()).isEqualTo(2);
        assertThat(figures.uniqueCalls()).isEqualTo(1);
    }

    @Test
    void meansAreOfTheirOwnWaitsAndALostOneHasNone() {
        story.waited("a", "support", 0, ANSWERED, 1_000)
                .waited("b", "support", 0, ANSWERED, 3_000)
                .waited("c", "support", 0, ABANDONED, 8_000)
                .waited("d", "support", 0, ABANDONED, 1_000)
                .waited("e", "support", 0, LOST, 600_000);

        QueueFigures figures = support(Policy.DEFAULT);

        assertThat(figures.waits().mean()).isCloseTo(13.0 / 4, within(1e-9));
        assertThat(figures.answeredWaits().mean()).isEqualTo(2.0);
        assertThat(figures.abandonedWaits().mean()).isEqualTo(8.0);
    }

    @Test
    void anEntryBelongsToTheRangeOfItsJoinFromInclusiveToExclusive() {
        story.waited("before", "support", -1, ANSWERED, 2_000)
                .waited("first", "support", 0, ANSWERED, 2_000)
                .waited("last", "support", 59_999, ANSWERED, 2_000)
                .waited("after", "support", 60_000, ANSWERED, 2_000);

        List<QueueFigures> figures =
                MemoryStore.of(story.events).queues(new TimeRange(START, START.plusSeconds(60)), Policy.DEFAULT, LATER);

        assertThat(figures).singleElement().extracting(QueueFigures::total).isEqualTo(2L);
    }
}
