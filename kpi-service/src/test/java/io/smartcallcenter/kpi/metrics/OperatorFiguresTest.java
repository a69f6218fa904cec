package io.smartcallcenter.kpi.metrics;

import static io.smartcallcenter.kpi.Story.ONE;
import static io.smartcallcenter.kpi.Story.TWO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.api.OfferColumns;
import io.smartcallcenter.kpi.query.Attribution;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorFiguresTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final TimeRange HOUR = new TimeRange(START, START.plusSeconds(3600));

    private final Story story = new Story(START);

    private OperatorFigures figures(String iface, TimeRange range, Instant now) {
        return MemoryStore.of(story.events).operators(range, now).stream()
                .filter(each -> each.iface().equals(iface))
                .findFirst()
                .orElseThrow();
    }

    private OperatorFigures figures(String iface) {
        return figures(iface, HOUR, HOUR.to());
    }

    @Test
    void theWorkedCaseGivesOneMissToTheFirstAndOneAnswerToTheSecond() {
        story.missedThenAnswered("c1", "support", 0);

        OfferCounts one = figures("PJSIP/0001").counts();
        OfferCounts two = figures("PJSIP/0002").counts();

        assertThat(one.offered()).isEqualTo(1);
        assertThat(one.answered()).isZero();
        assertThat(one.missed()).isEqualTo(1);
        assertThat(one.efficiency()).isZero();
        assertThat(one.avgTalk()).isNull();
        assertThat(two.offered()).isEqualTo(1);
        assertThat(two.answered()).isEqualTo(1);
        assertThat(two.missed()).isZero();
        assertThat(two.efficiency()).isEqualTo(100.0);
        assertThat(two.avgTalk()).isEqualTo(3.0);
    }

    @ParameterizedTest
    @EnumSource(OfferOutcome.class)
    void everyOutcomeHasItsOwnCounterAndOnlyOne(OfferOutcome outcome) {
        story.offered(0, "c", "o", "e", "support", ONE).offerEnded(900, "c", "o", "e", "support", ONE, outcome, 900);

        OfferCounts counts = figures("PJSIP/0001").counts();

        for (OfferOutcome each : OfferOutcome.values()) {
            assertThat(counts.ended(each)).as(each.name()).isEqualTo(each == outcome ? 1 : 0);
        }
        assertThat(counts.missed()).isEqualTo(outcome == OfferOutcome.TIMEOUT ? 1 : 0);
        assertThat(counts.ringing()).isZero();
        assertThat(OfferColumns.of(counts).identity(Attribution.ARRIVAL)).isTrue();
    }

    @Test
    void theAcceptRateLeavesOutWhatTheOperatorCouldNotDecide() {
        OfferOutcome[] outcomes = {
            OfferOutcome.ACCEPTED, OfferOutcome.TIMEOUT, OfferOutcome.REJECTED, OfferOutcome.RESCINDED,
            OfferOutcome.CANCELLED, OfferOutcome.ACCEPTED, OfferOutcome.LOST, OfferOutcome.DUMPED
        };
        for (int i = 0; i < outcomes.length; i++) {
            story.offered(i, "c" + i / 2, "o" + i, "e", "support", ONE)
                    .offerEnded(i + 10, "c" + i / 2, "o" + i, "e", "support", ONE, outcomes[i], 10);
        }
        story.offered(50, "c", "ringing", "e", "support", ONE);

        OfferCounts counts = figures("PJSIP/0001").counts();

        assertThat(counts.offered()).isEqualTo(9);
        assertThat(counts.distinctCalls()).isEqualTo(5);
        assertThat(counts.ringing()).isEqualTo(1);
        assertThat(counts.acceptRate()).isEqualTo(50.0);
        assertThat(counts.efficiency()).isCloseTo(200.0 / 9, within(1e-9));
        assertThat(OfferColumns.of(counts).identity(Attribution.ARRIVAL)).isTrue();
    }

    @Test
    void aDirectCallCountsForTheOperatorAndForNoQueue() {
        story.offered(0, "c", "o", null, null, ONE)
                .answered(1_000, "c", "o", null, null, ONE, 0, 1_000)
                .released(5_000, "c", "o", null, null, ONE, 4_000)
                .missedThenAnswered("d", "support", 10_000);

        OperatorFigures one = figures("PJSIP/0001");

        assertThat(one.counts().offered()).isEqualTo(2);
        assertThat(one.counts().answered()).isEqualTo(1);
        assertThat(one.queues()).containsOnlyKeys("support");
        assertThat(one.queues().get("support").missed()).isEqualTo(1);
    }

    @Test
    void holdIsInsideTheTalkAndBesideIt() {
        story.offered(0, "c", "leg", "e", "support", ONE)
                .answered(1_000, "c", "leg", "e", "support", ONE, 1_000, 1_000)
                .hold(2_000, "c", "leg", ONE)
                .unhold(3_500, "c", "leg", ONE)
                .hold(5_000, "c", "leg", ONE)
                .released(6_000, "c", "leg", "e", "support", ONE, 5_000)
                .hold(2_000, "c", "caller", null);

        OfferCounts counts = figures("PJSIP/0001").counts();

        assertThat(counts.hold()).isEqualTo(2.5);
        assertThat(counts.avgTalk()).isEqualTo(5.0);
    }

    @Test
    void theHoldOfALocalMembersPhoneIsTheOffersThatItIsToldOf() {
        Agent member = new Agent("Local/0001@from-queue/n", "Agent One");
        story.offered(0, "c", "near", "e", "support", member)
                .answered(1_000, "c", "near", "e", "support", member, 1_000, 1_000)
                .hold(2_000, "c", "phone", "near", member)
                .unhold(32_000, "c", "phone", "near", member)
                .released(40_000, "c", "near", "e", "support", member, 39_000);

        OfferCounts counts = figures("Local/0001@from-queue/n").counts();

        assertThat(counts.hold()).isEqualTo(30.0);
        assertThat(counts.offered()).isEqualTo(1);
    }

    @Test
    void aHoldOfAnEarlierVersionIsOfTheLegThatHeld() {
        story.offered(0, "c", "leg", "e", "support", ONE)
                .answered(1_000, "c", "leg", "e", "support", ONE, 1_000, 1_000)
                .hold(2_000, "c", "leg", null, ONE)
                .unhold(3_500, "c", "leg", null, ONE)
                .released(6_000, "c", "leg", "e", "support", ONE, 5_000);

        assertThat(figures("PJSIP/0001").counts().hold()).isEqualTo(1.5);
    }

    @Test
    void whoStillTalksDoesNotPullTheMeanDown() {
        story.missedThenAnswered("c1", "support", 0)
                .offered(20_000, "c2", "x", "e", "support", TWO)
                .answered(21_000, "c2", "x", "e", "support", TWO, 1_000, 1_000);

        OfferCounts counts = figures("PJSIP/0002").counts();

        assertThat(counts.answered()).isEqualTo(2);
        assertThat(counts.avgTalk()).isEqualTo(3.0);
    }

    @Test
    void membershipOfTwoQueuesIsOneTimeOnlineAndPausesAreUnited() {
        story.device(-10_000, ONE, DeviceState.NOT_INUSE)
                .member(-5_000, ONE, "support")
                .member(100_000, ONE, "sales")
                .paused(200_000, ONE, "support", "lunch", false)
                .paused(250_000, ONE, "sales", "lunch", false)
                .unpaused(300_000, ONE, "support")
                .unpaused(350_000, ONE, "sales")
                .removed(400_000, ONE, "sales");

        OperatorFigures one = figures("PJSIP/0001", HOUR, START.plusSeconds(600));

        assertThat(one.onlineSeconds()).isEqualTo(600.0);
        assertThat(one.pauseSeconds()).isEqualTo(150.0);
        assertThat(one.autoPauseSeconds()).isZero();
    }

    @Test
    void statesAreClippedToTheRangeAndCallsAreNot() {
        story.device(-10_000, ONE, DeviceState.NOT_INUSE)
                .member(-10_000, ONE, "support")
                .offered(-60_000, "c", "o", "e", "support", ONE)
                .answered(-50_000, "c", "o", "e", "support", ONE, 9_000, 10_000)
                .released(30_000, "c", "o", "e", "support", ONE, 80_000);

        OperatorFigures one = figures("PJSIP/0001", new TimeRange(START, START.plusSeconds(60)), HOUR.to());

        assertThat(one.counts().offered()).isZero();
        assertThat(one.onlineSeconds()).isEqualTo(60.0);
        assertThat(one.times().talkingMs()).isEqualTo(30_000);
        assertThat(one.occupancy()).isEqualTo(50.0);
    }

    @Test
    void anUnreachablePhoneIsNotOnlineAndAnAutoPauseStandsApart() {
        story.device(0, ONE, DeviceState.NOT_INUSE)
                .member(0, ONE, "support")
                .device(100_000, ONE, DeviceState.UNAVAILABLE)
                .device(150_000, ONE, DeviceState.NOT_INUSE)
                .paused(200_000, ONE, "support", "Auto-Pause", true)
                .paused(260_000, ONE, "support", "lunch", false)
                .unpaused(300_000, ONE, "support");

        OperatorFigures one = figures("PJSIP/0001", HOUR, START.plusSeconds(400));

        assertThat(one.onlineSeconds()).isEqualTo(350.0);
        assertThat(one.autoPauseSeconds()).isEqualTo(60.0);
        assertThat(one.pauseSeconds()).isEqualTo(40.0);
        assertThat(one.pauseSecondsByReason()).containsOnlyKeys("lunch");
        assertThat(one.times().availableMs()).isEqualTo(250_000);
    }

    @Test
    void whoTalksForAnotherQueueIsNotAvailableForTheAskedOne() {
        story.device(-10_000, ONE, DeviceState.NOT_INUSE)
                .member(-5_000, ONE, "support")
                .offered(0, "c", "o", "e", "sales", ONE)
                .answered(0, "c", "o", "e", "sales", ONE, 0, 0)
                .released(1_800_000, "c", "o", "e", "sales", ONE, 1_800_000);

        OperatorFigures one = MemoryStore.of(story.events)
                .operators(HOUR, Set.of("support"), HOUR.to())
                .get(0);

        assertThat(one.counts().offered()).isZero();
        assertThat(one.queues()).isEmpty();
        assertThat(one.occupancy()).isEqualTo(50.0);
    }

    @Test
    void whoOnlyTalkedForAnotherQueueHasNoRowInTheAskedOne() {
        story.missedThenAnswered("c", "sales", 0);

        assertThat(MemoryStore.of(story.events).operators(HOUR, Set.of("support"), HOUR.to()))
                .isEmpty();
    }

    @Test
    void anOperatorWhoDidNothingInTheRangeHasNoRow() {
        story.member(0, ONE, "support").removed(10, ONE, "support").missedThenAnswered("c", "support", 7_200_000);

        assertThat(MemoryStore.of(story.events).operators(HOUR, HOUR.to())).isEmpty();
    }
}
