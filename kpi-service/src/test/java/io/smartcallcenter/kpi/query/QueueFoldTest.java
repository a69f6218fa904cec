package io.smartcallcenter.kpi.query;

import static io.smartcallcenter.events.EntryOutcome.ABANDONED;
import static io.smartcallcenter.events.EntryOutcome.ANSWERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.RollUpDays;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.ServiceLevel;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.rollup.QueueDay;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QueueFoldTest {

    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final long AT = NINE.toEpochMilli();
    private static final Instant NOW = NINE.plus(Duration.ofDays(1));

    private final RollUpDays days = new RollUpDays();

    private static Grid hours(int count) {
        return new Grid(new TimeRange(NINE, NINE.plus(Duration.ofHours(count))), ZoneOffset.UTC, Interval.H1);
    }

    private static QueueQuestion all(Cells grid, boolean byQueue, Attribution attribution) {
        return new QueueQuestion(grid, Set.of(), byQueue, Policy.DEFAULT, attribution);
    }

    private List<QueueRow> rows(QueueQuestion question) {
        QueueFold fold = new QueueFold(question, NOW);
        days.queues().forEach(fold::add);
        return fold.rows();
    }

    private static long sum(List<QueueRow> rows, ToLongFunction<QueueFigures> of) {
        return rows.stream().map(QueueRow::figures).mapToLong(of).sum();
    }

    @Test
    void byArrivalEverythingBelongsToTheHourOfTheJoin() {
        days.entry("support", AT + 3_590_000, ANSWERED, 15_000, 1);

        assertThat(rows(all(hours(3), true, Attribution.ARRIVAL)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.cell()).isZero();
                    assertThat(row.figures().total()).isEqualTo(1);
                    assertThat(row.figures().answered()).isEqualTo(1);
                    assertThat(row.figures().waits().max()).isEqualTo(15.0);
                    assertThat(row.figures().serviceLevel()).isEqualTo(new ServiceLevel(1, 1));
                });
    }

    @Test
    void byEventTheJoinAndTheAnswerAreEachCountedInTheirOwnHour() {
        days.entry("support", AT + 3_590_000, ANSWERED, 15_000, 1);

        List<QueueRow> rows = rows(all(hours(3), true, Attribution.EVENT));

        assertThat(rows).extracting(QueueRow::cell).containsExactly(0, 1);
        assertThat(rows).extracting(row -> row.figures().total()).containsExactly(1L, 0L);
        assertThat(rows).extracting(row -> row.figures().answered()).containsExactly(0L, 1L);
        assertThat(rows).extracting(row -> row.figures().uniqueCalls()).containsExactly(1L, 0L);
        assertThat(rows).extracting(row -> row.figures().waits().max()).containsExactly(null, 15.0);
        assertThat(rows)
                .extracting(row -> row.figures().serviceLevel())
                .containsExactly(new ServiceLevel(0, 0), new ServiceLevel(1, 1));
    }

    @Test
    void byEventAnEntryIsCountedOnTheDayOfItsLeaveEvenIfItBeganBeforeTheRange() {
        days.entry("support", AT - 10_000, ABANDONED, 30_000, 1);

        assertThat(rows(all(hours(1), true, Attribution.EVENT)))
                .singleElement()
                .extracting(
                        row -> row.figures().abandoned(), row -> row.figures().total())
                .containsExactly(1L, 0L);
        assertThat(rows(all(hours(1), true, Attribution.ARRIVAL))).isEmpty();
    }

    @Test
    void whoStillWaitsIsInTheHourOfTheJoinInBothAttributions() {
        days.entry("support", AT + 1_000, null, 0, 1);

        for (Attribution attribution : Attribution.values()) {
            assertThat(rows(all(hours(2), true, attribution))).singleElement().satisfies(row -> {
                assertThat(row.cell()).isZero();
                assertThat(row.figures().waiting()).isEqualTo(1);
                assertThat(row.figures().longestWaitingSince()).isEqualTo(NINE.plusSeconds(1));
                assertThat(row.figures().serviceLevel()).isEqualTo(new ServiceLevel(0, 1));
            });
        }
    }

    @Test
    void aCallThatWasInTwoQueuesIsOneCallOfAllOfThemTogether() {
        days.entry("support", AT, ABANDONED, 30_000, 7)
                .entry("sales", AT + 30_000, ANSWERED, 5_000, 7)
                .entry("sales", AT + 3_600_000, ANSWERED, 5_000, 7);

        List<QueueRow> together = rows(all(Grid.whole(hours(2).range()), false, Attribution.ARRIVAL));

        assertThat(together).singleElement().satisfies(row -> {
            assertThat(row.queue()).isNull();
            assertThat(row.figures().total()).isEqualTo(3);
            assertThat(row.figures().uniqueCalls()).isEqualTo(1);
        });
        assertThat(rows(all(hours(2), true, Attribution.ARRIVAL)))
                .extracting(
                        QueueRow::queue, QueueRow::cell, row -> row.figures().uniqueCalls())
                .containsExactly(tuple("sales", 0, 1L), tuple("sales", 1, 1L), tuple("support", 0, 1L));
    }

    @Test
    void theHoursAddUpToTheWholeAndPercentilesAreNoMeanOfTheirs() {
        for (int i = 0; i < 99; i++) {
            days.entry("support", AT + i, ANSWERED, 1_000, i);
        }
        days.entry("support", AT + 3_600_000, ABANDONED, 100_000, 99);

        List<QueueRow> hours = rows(all(hours(2), true, Attribution.ARRIVAL));
        List<QueueRow> whole = rows(all(Grid.whole(hours(2).range()), true, Attribution.ARRIVAL));

        assertThat(sum(hours, QueueFigures::total)).isEqualTo(sum(whole, QueueFigures::total));
        assertThat(sum(hours, QueueFigures::answered)).isEqualTo(sum(whole, QueueFigures::answered));
        assertThat(sum(hours, QueueFigures::abandoned)).isEqualTo(sum(whole, QueueFigures::abandoned));
        assertThat(hours)
                .extracting(row -> row.figures().waits().percentile(95))
                .containsExactly(1.0, 100.0);
        assertThat(whole)
                .extracting(row -> row.figures().waits().percentile(95))
                .containsExactly(1.0);
    }

    @Test
    void aQueueThatIsNamedHasARowInEveryCellAndNobodyElseHas() {
        days.entry("sales", AT, ANSWERED, 1_000, 1);
        QueueQuestion question =
                new QueueQuestion(hours(2), Set.of("sales", "nobody"), true, Policy.DEFAULT, Attribution.ARRIVAL);

        assertThat(rows(question))
                .extracting(
                        QueueRow::queue, QueueRow::cell, row -> row.figures().total())
                .containsExactly(
                        tuple("nobody", 0, 0L), tuple("nobody", 1, 0L), tuple("sales", 0, 1L), tuple("sales", 1, 0L));
    }

    @Test
    void refusedCallsAreCountedInTheirHour() {
        QueueDay day = new QueueDay(
                "support",
                Duration.ofMillis(AT).toDays(),
                List.of(),
                List.of(
                        new RefusalRow(AT - 1, RefusedReason.FULL),
                        new RefusalRow(AT, RefusedReason.FULL),
                        new RefusalRow(AT + 3_600_000, RefusedReason.CLOSED)));
        QueueFold fold = new QueueFold(all(hours(2), true, Attribution.EVENT), NOW);
        fold.add(day);

        assertThat(fold.rows())
                .extracting(row -> row.figures().refused().get(RefusedReason.FULL))
                .containsExactly(1L, 0L);
        assertThat(fold.rows()).extracting(row -> row.figures().received()).containsExactly(1L, 1L);
    }

    @Test
    void theHoursOfTheWeekCollectEveryWeek() {
        days.entry("support", AT, ANSWERED, 1_000, 1)
                .entry("support", AT + Duration.ofDays(7).toMillis(), ANSWERED, 3_000, 2);
        TimeRange month = new TimeRange(NINE, NINE.plus(Duration.ofDays(30)));

        assertThat(rows(all(new WeekGrid(month, ZoneOffset.UTC), false, Attribution.ARRIVAL)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.cell()).isEqualTo(9);
                    assertThat(row.figures().waits().mean()).isEqualTo(2.0);
                });
    }

    @Test
    void moreRowsThanAnAnswerMayHaveAreRefusedBeforeTheyAreMade() {
        Set<String> queues = IntStream.range(0, 34).mapToObj(i -> "q" + i).collect(Collectors.toSet());
        Grid grid = hours(3_000);

        assertThatThrownBy(() ->
                        new QueueFold(new QueueQuestion(grid, queues, true, Policy.DEFAULT, Attribution.ARRIVAL), NOW))
                .isInstanceOfSatisfying(TooManyRows.class, failure -> assertThat(failure.limit())
                        .isEqualTo(100_000));
    }
}
