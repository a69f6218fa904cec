package io.smartcallcenter.kpi.presence;

import static io.smartcallcenter.events.OperatorState.AVAILABLE;
import static io.smartcallcenter.events.OperatorState.PAUSED;
import static io.smartcallcenter.events.OperatorState.RINGING;
import static io.smartcallcenter.events.OperatorState.TALKING;
import static io.smartcallcenter.events.OperatorState.UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.kpi.node.Retirements;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.operator.StateMark.State;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OperatorNowTest {

    private static final String IFACE = "PJSIP/0001";
    private static final Instant NINE = Instant.parse("2026-11-23T09:00:00Z");
    private static final long DAY = NINE.getEpochSecond() / 86_400;

    private final List<StateMark> marks = new ArrayList<>();
    private final List<OfferRow> offers = new ArrayList<>();

    private static Instant at(long seconds) {
        return NINE.plusSeconds(seconds);
    }

    private OperatorNowTest mark(String node, String queue, State state, boolean on, long at) {
        long micros = at(at).getEpochSecond() * 1_000_000;
        marks.add(new StateMark(node, IFACE, "One", queue, state, on, "", false, micros));
        return this;
    }

    private OperatorNowTest mark(String queue, State state, boolean on, long at) {
        return mark("pbx1", queue, state, on, at);
    }

    /** A member of support since 10 s whose phone is reachable since 0 s. */
    private OperatorNowTest atWork() {
        return mark(null, State.REACHABLE, true, 0)
                .mark("support", State.MEMBER, true, 10)
                .mark("support", State.PAUSED, false, 10);
    }

    private static long millis(long at) {
        return at < 0 ? 0 : at(at).toEpochMilli();
    }

    /** Seconds; -1 = not yet. */
    private OperatorNowTest offer(long started, OfferOutcome outcome, long ended, long answered, long released) {
        offers.add(new OfferRow(
                true,
                outcome != null,
                "support",
                millis(started),
                outcome,
                millis(ended),
                millis(answered),
                millis(released),
                -1,
                0,
                7));
        return this;
    }

    private OperatorNow now(long at) {
        return OperatorNow.of(
                List.of(new OperatorDay(IFACE, DAY, "One", offers, List.of(), marks)), Retirements.NONE, at(at));
    }

    private static void is(OperatorNow now, OperatorState state, long since) {
        assertThat(now.state()).isEqualTo(state);
        assertThat(now.since()).isEqualTo(at(since));
    }

    @Test
    void aMemberWithAReachablePhoneIsAvailableSinceBothAreSo() {
        atWork();

        is(now(60), AVAILABLE, 10);
        assertThat(now(60).queues()).containsExactly(Map.entry("support", AVAILABLE));
        assertThat(now(60).name()).isEqualTo("One");
    }

    @Test
    void whoseDeviceReportsAgainThatItIsThereIsNotReachableAnew() {
        atWork().mark(null, State.REACHABLE, true, 40);

        is(now(60), AVAILABLE, 10);
    }

    @Test
    void anOfferRingsThenTalksThenTheOperatorIsAvailableAgain() {
        atWork().offer(100, null, -1, -1, -1);
        is(now(103), RINGING, 100);
        assertThat(now(103).queues()).containsEntry("support", RINGING);

        offers.clear();
        offer(100, OfferOutcome.ACCEPTED, 105, 105, -1);
        is(now(200), TALKING, 105);

        offers.clear();
        offer(100, OfferOutcome.ACCEPTED, 105, 105, 300);
        is(now(301), AVAILABLE, 300);
    }

    @Test
    void aMissedOrLostOfferRingsNoMore() {
        atWork().offer(100, OfferOutcome.TIMEOUT, 115, -1, -1);
        is(now(116), AVAILABLE, 115);

        offer(120, OfferOutcome.LOST, 130, -1, -1);
        is(now(131), AVAILABLE, 130);
    }

    @Test
    void anOfferWithoutAnEndRingsForAnHourAndATalkWithoutAReleaseLastsTwelve() {
        atWork().offer(100, null, -1, -1, -1);
        assertThat(now(100 + 3599).state()).isEqualTo(RINGING);
        is(now(100 + 3600), AVAILABLE, 10);

        offers.clear();
        offer(100, OfferOutcome.ACCEPTED, 105, 105, -1);
        long twelve = Duration.ofHours(12).toSeconds();
        assertThat(now(105 + twelve - 1).state()).isEqualTo(TALKING);
        assertThat(now(105 + twelve).state()).isEqualTo(AVAILABLE);
    }

    @Test
    void aPauseInOneQueueIsThePauseOfTheOperatorButNotOfTheOtherQueue() {
        atWork().mark("sales", State.MEMBER, true, 20).mark("sales", State.PAUSED, true, 50);

        is(now(60), PAUSED, 50);
        assertThat(now(60).queues()).containsEntry("support", AVAILABLE).containsEntry("sales", PAUSED);
    }

    @Test
    void whoPausesDuringATalkTalksAndIsPausedAfterIt() {
        atWork().mark("support", State.PAUSED, true, 200).offer(100, OfferOutcome.ACCEPTED, 105, 105, -1);
        is(now(210), TALKING, 105);

        offers.clear();
        offer(100, OfferOutcome.ACCEPTED, 105, 105, 300);
        is(now(310), PAUSED, 300);
    }

    @Test
    void aPhoneThatIsLostEndsWhatItWasDoing() {
        atWork().offer(100, OfferOutcome.ACCEPTED, 105, 105, -1).mark(null, State.REACHABLE, false, 200);

        is(now(201), UNREACHABLE, 200);
        assertThat(now(201).present()).isTrue();
        assertThat(now(201).queues()).containsEntry("support", UNREACHABLE);
    }

    @Test
    void aMemberWhosePhoneWasNeverHeardOfIsUnreachable() {
        mark("support", State.MEMBER, true, 10);

        is(now(60), UNREACHABLE, 10);
    }

    @Test
    void aMemberOfNoQueueIsNotPresentUnlessTheyTalk() {
        atWork().mark("support", State.MEMBER, false, 100);
        is(now(200), UNREACHABLE, 100);
        assertThat(now(200).present()).isFalse();

        offer(150, OfferOutcome.ACCEPTED, 155, 155, -1);
        is(now(200), TALKING, 155);
        assertThat(now(200).present()).isTrue();
    }

    @Test
    void whatWasBeforeTodayIsKnownFromTheCarriedMarksAndYesterdaysOffers() {
        atWork();
        offers.add(new OfferRow(
                true,
                true,
                null,
                at(-60).toEpochMilli(),
                OfferOutcome.ACCEPTED,
                at(-50).toEpochMilli(),
                at(-50).toEpochMilli(),
                0,
                -1,
                0,
                7));
        OperatorDay yesterday = new OperatorDay(IFACE, DAY - 1, "Old name", offers, marks, List.of());
        OperatorDay today = new OperatorDay(IFACE, DAY, "One", List.of(), marks, List.of());

        OperatorNow now = OperatorNow.of(List.of(today, yesterday), Retirements.NONE, at(20));

        is(now, TALKING, -50);
        assertThat(now.name()).isEqualTo("One");
    }

    @Test
    void anotherNodeThatReachesTheMemberIsEnough() {
        atWork().mark(null, State.REACHABLE, false, 100)
                .mark("pbx2", null, State.REACHABLE, true, 5)
                .mark("pbx2", "support", State.MEMBER, true, 30);

        is(now(200), AVAILABLE, 30);
    }

    @Test
    void nothingKnownIsUnreachableSinceNobodyKnows() {
        OperatorNow now = now(10);

        assertThat(now.state()).isEqualTo(UNREACHABLE);
        assertThat(now.since()).isNull();
        assertThat(now.present()).isFalse();
    }

    @Test
    void theOrderOfTheMarksDoesNotMatter() {
        atWork().mark("support", State.PAUSED, true, 50)
                .mark("support", State.PAUSED, false, 70)
                .mark("sales", State.MEMBER, true, 20)
                .mark("sales", State.MEMBER, false, 80)
                .mark(null, State.REACHABLE, false, 90)
                .mark(null, State.REACHABLE, true, 95);
        OperatorNow expected = now(100);
        is(expected, AVAILABLE, 95);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(marks, new Random(seed));
            assertThat(now(100)).isEqualTo(expected);
        }
    }

    @Test
    void everyMemberOfAQueueIsCountedOnce() {
        OperatorNow both = atWork().mark("sales", State.MEMBER, true, 20)
                .mark("sales", State.PAUSED, true, 50)
                .now(60);
        marks.clear();
        OperatorNow free = atWork().now(60);

        var counts = OperatorCounts.byQueue(List.of(both, free));

        assertThat(counts).containsOnlyKeys("support", "sales");
        assertThat(counts.get("support").of(AVAILABLE)).isEqualTo(2);
        assertThat(counts.get("support").of(PAUSED)).isZero();
        assertThat(counts.get("sales").of(PAUSED)).isEqualTo(1);
        assertThat(OperatorCounts.NONE.of(TALKING)).isZero();
    }
}
