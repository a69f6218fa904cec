package io.smartcallcenter.kpi.query;

import static io.smartcallcenter.events.OfferOutcome.ACCEPTED;
import static io.smartcallcenter.events.OfferOutcome.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.RollUpDays;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.node.Retirement;
import io.smartcallcenter.kpi.node.Retirements;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.operator.StateMark.State;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperatorFoldTest {

    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final int HOUR = 3_600_000;

    private final RollUpDays days = new RollUpDays();

    private static Grid hours(int count) {
        return new Grid(new TimeRange(NINE, NINE.plus(Duration.ofHours(count))), ZoneOffset.UTC, Interval.H1);
    }

    private static OperatorQuestion question(Grid grid, OperatorGroup group, Attribution attribution) {
        return new OperatorQuestion(grid, Set.of(), Set.of(), group, attribution);
    }

    private List<OperatorRow> rows(OperatorQuestion question) {
        OperatorFold fold = new OperatorFold(question, Retirements.NONE, NINE.plus(Duration.ofDays(2)));
        days.operators().forEach(fold::add);
        return fold.rows();
    }

    private static long at(long millis) {
        return NINE.toEpochMilli() + millis;
    }

    /** @param talk ms; negative: no answer */
    private void offer(String iface, String queue, long start, long ring, OfferOutcome outcome, long talk, long call) {
        boolean answered = talk >= 0;
        days.offer(
                iface,
                new OfferRow(
                        true,
                        true,
                        queue,
                        at(start),
                        outcome,
                        at(start + ring),
                        answered ? at(start + ring) : 0,
                        answered ? at(start + ring + talk) : 0,
                        talk,
                        0,
                        call));
    }

    private void state(String iface, String queue, State state, boolean on, long at) {
        days.mark(new StateMark("pbx1", iface, "Name of " + iface, queue, state, on, "", false, at(at) * 1000));
    }

    private void works(String iface, String queue, long from, long to) {
        state(iface, null, State.REACHABLE, true, from);
        state(iface, queue, State.MEMBER, true, from);
        state(iface, queue, State.MEMBER, false, to);
    }

    @Test
    void statesAndTalkAreClippedToTheHoursAndTheCallBelongsToTheHourOfItsOffer() {
        works("one", "support", HOUR / 2, 2 * HOUR);
        offer("one", "support", HOUR - 60_000, 10_000, ACCEPTED, 90_000, 1);

        List<OperatorRow> rows = rows(question(hours(3), OperatorGroup.OPERATOR, Attribution.ARRIVAL));

        assertThat(rows)
                .extracting(
                        OperatorRow::cell,
                        row -> row.figures().counts().answered(),
                        row -> row.figures().onlineSeconds(),
                        row -> row.figures().times().talkingMs(),
                        row -> row.figures().counts().avgTalk())
                .containsExactly(tuple(0, 1L, 1_800.0, 50_000L, 90.0), tuple(1, 0L, 3_600.0, 40_000L, null));
        assertThat(rows.get(1).figures().occupancy()).isEqualTo(100.0 * 40 / 3_600);
    }

    @Test
    void byEventTheOfferAndItsEndAreEachCountedInTheirOwnHour() {
        offer("one", "support", HOUR - 5_000, 10_000, TIMEOUT, -1, 1);

        assertThat(rows(question(hours(2), OperatorGroup.OPERATOR, Attribution.EVENT)))
                .extracting(
                        row -> row.figures().counts().offered(),
                        row -> row.figures().counts().missed())
                .containsExactly(tuple(1L, 0L), tuple(0L, 1L));
    }

    @Test
    void theOperatorsOfAQueueAreAddedUpAndACallThatRangAtTwoOfThemIsOneCall() {
        works("one", "support", 0, HOUR);
        works("two", "support", 0, HOUR / 2);
        works("three", "sales", 0, HOUR);
        offer("one", "support", 0, 10_000, TIMEOUT, -1, 7);
        offer("two", "support", 10_000, 5_000, ACCEPTED, 60_000, 7);
        offer("two", null, 120_000, 5_000, ACCEPTED, 60_000, 8);

        List<OperatorRow> byQueue = rows(question(hours(1), OperatorGroup.QUEUE, Attribution.ARRIVAL));
        List<OperatorRow> together = rows(question(hours(1), OperatorGroup.NONE, Attribution.ARRIVAL));

        assertThat(byQueue)
                .extracting(
                        OperatorRow::iface,
                        OperatorRow::queue,
                        row -> row.figures().counts().offered(),
                        row -> row.figures().counts().distinctCalls(),
                        row -> row.figures().onlineSeconds())
                .containsExactly(tuple(null, "sales", 0L, 0L, 3_600.0), tuple(null, "support", 2L, 1L, 5_400.0));
        assertThat(together)
                .extracting(
                        OperatorRow::queue,
                        row -> row.figures().counts().offered(),
                        row -> row.figures().counts().distinctCalls(),
                        row -> row.figures().onlineSeconds(),
                        row -> row.figures().times().talkingMs())
                .containsExactly(tuple(null, 3L, 2L, 9_000.0, 120_000L));
    }

    @Test
    void anOperatorThatIsNamedHasARowInEveryCellAndTheNewestName() {
        days.mark(
                new StateMark("pbx1", "one", "Old", "support", State.MEMBER, true, "", false, at(-30L * HOUR) * 1000));
        days.mark(new StateMark("pbx1", "one", "New", "support", State.MEMBER, false, "", false, at(-2 * HOUR) * 1000));
        OperatorQuestion question = new OperatorQuestion(
                hours(2), Set.of("one", "nobody"), Set.of(), OperatorGroup.OPERATOR, Attribution.ARRIVAL);

        assertThat(rows(question))
                .extracting(OperatorRow::iface, row -> row.figures().name(), OperatorRow::cell, row -> row.figures()
                        .counts()
                        .offered())
                .containsExactly(
                        tuple("nobody", "nobody", 0, 0L),
                        tuple("nobody", "nobody", 1, 0L),
                        tuple("one", "New", 0, 0L),
                        tuple("one", "New", 1, 0L));
    }

    @Test
    void countsByQueueStandBesideThoseOfOneOperatorInARangeThatIsNotCut() {
        offer("one", "support", 0, 10_000, TIMEOUT, -1, 1);
        offer("one", null, 20_000, 10_000, ACCEPTED, 1_000, 2);

        List<OperatorRow> whole =
                rows(question(Grid.whole(hours(2).range()), OperatorGroup.OPERATOR, Attribution.ARRIVAL));

        assertThat(whole).singleElement().satisfies(row -> {
            assertThat(row.figures().counts().offered()).isEqualTo(2);
            assertThat(row.figures().queues()).containsOnlyKeys("support");
        });
        assertThat(rows(question(hours(2), OperatorGroup.OPERATOR, Attribution.ARRIVAL)))
                .allMatch(row -> row.figures().queues().isEmpty());
    }

    /** The day that began the state is the only one that is read besides: nothing has changed since. */
    @Test
    void aStateThatBeganLongAgoIsKnownFromWhatWasCarried() {
        StateMark member =
                new StateMark("pbx1", "one", "One", "support", State.MEMBER, true, "", false, at(-900L * HOUR) * 1000);
        StateMark reachable =
                new StateMark("pbx1", "one", "One", null, State.REACHABLE, true, "", false, at(-900L * HOUR) * 1000);
        OperatorFold fold = new OperatorFold(
                question(hours(2), OperatorGroup.OPERATOR, Attribution.ARRIVAL),
                Retirements.NONE,
                NINE.plus(Duration.ofMinutes(90)));

        fold.add(new OperatorDay("one", 20_700, "One", List.of(), List.of(member, reachable), List.of()));

        assertThat(fold.rows()).extracting(row -> row.figures().onlineSeconds()).containsExactly(3_600.0, 1_800.0);
    }

    @Test
    void whoseNodeIsGoneIsNotOnlineSinceThenHoweverLongAgoTheyCame() {
        works("one", "support", 0, 100 * HOUR);
        Retirements gone = new Retirements(List.of(new Retirement("pbx1", NINE.plusSeconds(1_800), null, "anna", "x")));
        OperatorFold fold = new OperatorFold(
                question(hours(3), OperatorGroup.OPERATOR, Attribution.ARRIVAL), gone, NINE.plus(Duration.ofDays(2)));
        days.operators().forEach(fold::add);

        assertThat(fold.rows()).extracting(row -> row.figures().onlineSeconds()).containsExactly(1_800.0);
    }

    @Test
    void moreRowsThanAnAnswerMayHaveAreRefused() {
        Set<String> many = IntStream.range(0, 34).mapToObj(i -> "PJSIP/" + i).collect(Collectors.toSet());
        OperatorQuestion question =
                new OperatorQuestion(hours(3_000), many, Set.of(), OperatorGroup.OPERATOR, Attribution.ARRIVAL);

        assertThatThrownBy(() -> new OperatorFold(question, Retirements.NONE, NINE))
                .isInstanceOf(TooManyRows.class);
    }
}
