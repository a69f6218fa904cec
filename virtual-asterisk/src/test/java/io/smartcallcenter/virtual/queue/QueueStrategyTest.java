package io.smartcallcenter.virtual.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.virtual.StandardQueues;
import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.queuelog.QueueLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who rings next, who is left out, and how a caller leaves, as app_queue does it. */
class QueueStrategyTest {

    private final VirtualClock clock = VirtualClock.manual(Instant.parse("2026-11-22T22:28:20.100Z"));
    private final Pbx pbx = new Pbx(clock, "SmartCallCenter", new AstDb());
    private final List<String> rung = new ArrayList<>();
    private final List<String> queueLog = new ArrayList<>();

    @BeforeEach
    void configure() {
        PbxEvents offers = new PbxEvents() {
            @Override
            public void agentCalled(Ringing ringing) {
                rung.add(ringing.member().endpoint().resource());
            }
        };
        pbx.bus().listeners(List.of(offers, new QueueLog(clock, queueLog::add)));
        pbx.devices().add(new Endpoint("trunk", CallerId.UNKNOWN));
        for (String number : List.of("0001", "0002", "0003", "0004")) {
            pbx.devices().add(new Endpoint(number, new CallerId(number, "Agent " + number)));
        }
        StandardQueues.all().forEach(pbx.queues()::configure);
        pbx.queues().configure(threeAgents(QueueSettings.of("lr", Strategy.LEASTRECENT, 3, 1)));
    }

    private static QueueSettings threeAgents(QueueSettings queue) {
        return queue.withMember("PJSIP/0001", "Agent One", 0)
                .withMember("PJSIP/0002", "Agent Two", 0)
                .withMember("PJSIP/0003", "Agent Three", 0);
    }

    private Channel call(String queue) {
        return call(queue, "SCC_THEN", "");
    }

    private Channel call(String queue, String variable, String value) {
        Channel channel = pbx.channels().incoming("trunk", new CallerId("79010000001", ""), "from-trunk", "700");
        pbx.channels().variable(channel, variable, value);
        pbx.dialplan().enter(channel, "scc-queue", queue);
        return channel;
    }

    private void phones(Reaction reaction) {
        pbx.devices().all().forEach(phone -> phone.ringPlan(RingPlan.always(reaction)));
    }

    private void advance(double seconds) {
        clock.advance(Duration.ofMillis((long) (seconds * 1000)));
    }

    @Test
    void leastrecentWithoutAutopauseRingsTheSameAgentAgain() {
        Channel caller = call("lr");
        advance(13);
        pbx.channels().callerHangup(caller);
        assertThat(rung).containsExactly("0002", "0002", "0002", "0002");
    }

    @Test
    void fewestcallsWithoutAutopauseRingsTheSameAgentAgain() {
        call("sales");
        advance(9);
        assertThat(rung).containsExactly("0002", "0002");
    }

    @Test
    void rrmemoryMovesOnAfterAMiss() {
        Channel caller = call("rr");
        advance(13);
        pbx.channels().callerHangup(caller);
        assertThat(rung).containsExactly("0001", "0002", "0003", "0001");
    }

    @Test
    void autopauseLetsLeastrecentMoveOnUntilNobodyIsLeft() {
        call("support");
        advance(20);
        assertThat(rung).containsExactly("0002", "0001", "0003");
    }

    @Test
    void answeredCallsRotateUnderLeastrecent() {
        phones(Reaction.answer(Duration.ofMillis(500)));
        for (int i = 0; i < 4; i++) {
            Channel caller = call("lr");
            advance(1.7);
            pbx.channels().callerHangup(caller);
            advance(0.5);
        }
        assertThat(rung).containsExactly("0002", "0001", "0003", "0002");
    }

    @Test
    void linearGoesRoundAmongThoseOfTheLowestPenalty() {
        call("tiers");
        advance(16);
        assertThat(rung).containsExactly("0001", "0002", "0001", "0002");
    }

    @Test
    void aSeniorRingsOnlyWhenTheJuniorsCannot() {
        pbx.queues().pause("tiers", "PJSIP/0001", true, "lunch");
        pbx.devices().register("0002", false);
        call("tiers");
        assertThat(rung).containsExactly("0003");
    }

    @Test
    void aCallerOfAHigherPriorityIsServedFirst() {
        pbx.queues().pause(null, "PJSIP/0004", true, "lunch");
        Channel first = call("backup");
        Channel vip = call("backup", "QUEUE_PRIO", "10");
        Channel other = call("backup", "QUEUE_PRIO", "10");
        assertThat(pbx.queues().get("backup").waiting())
                .extracting(Waiting::channel)
                .containsExactly(vip, other, first);
        assertThat(pbx.queues().get("backup").waiting(first.name()).position()).isEqualTo(3);
    }

    @Test
    void nobodyOfAHigherPenaltyIsRung() {
        pbx.queues().pause("tiers", "PJSIP/0001", true, "lunch");
        pbx.queues().pause("tiers", "PJSIP/0002", true, "lunch");
        Channel caller = call("tiers", "QUEUE_MAX_PENALTY", "0");
        advance(10);
        assertThat(rung).isEmpty();
        pbx.channels().callerHangup(caller);
        call("tiers", "QUEUE_MAX_PENALTY", "1");
        advance(10);
        assertThat(rung).contains("0003");
    }

    @Test
    void aReloadedQueueThatBecameLinearRingsInItsOldOrder() {
        pbx.queues().write("lr", Strategy.LINEAR);
        pbx.queues().reload("lr");
        pbx.queues().configure(threeAgents(QueueSettings.of("listed", Strategy.LINEAR, 3, 1)));
        assertThat(pbx.queues().get("lr").members())
                .extracting(Member::device)
                .isNotEqualTo(pbx.queues().get("listed").members().stream()
                        .map(Member::device)
                        .toList());
    }

    @Test
    void afterARejectTheNextRingsInTheSameRound() {
        phones(Reaction.answer(Duration.ofSeconds(1)));
        pbx.devices().get("0002").ringPlan(RingPlan.always(Reaction.reject(Duration.ofSeconds(1))));
        call("sales");
        advance(3);
        assertThat(rung).containsExactly("0002", "0001");
        assertThat(queueLog).anyMatch(line -> line.endsWith("|sales|Agent Two|RINGNOANSWER|1000"));
        assertThat(queueLog)
                .as("the ring time counts from the start of the round")
                .anyMatch(line -> line.contains("|Agent One|CONNECT|2|") && line.endsWith("|2"));
        assertThat(pbx.queues().get("sales").member("PJSIP/0002").paused()).isFalse();
    }

    @Test
    void aMissPausesTheMemberInThisQueueOnly() {
        call("support");
        advance(4.5);
        assertThat(pbx.queues().get("support").member("PJSIP/0002").pausedReason())
                .isEqualTo("Auto-Pause");
        assertThat(pbx.queues().get("vip").member("PJSIP/0002").paused()).isFalse();
    }

    @Test
    void nobodyIsRungWhileWrappingUp() {
        phones(Reaction.answer(Duration.ofMillis(500)));
        pbx.queues().pause("sales", "PJSIP/0001", true, "lunch");
        Channel first = call("sales");
        advance(1);
        pbx.channels().callerHangup(first);
        call("sales");
        advance(0.9);
        assertThat(rung).hasSize(1);
        advance(2);
        assertThat(rung).containsExactly("0002", "0002");
    }

    @Test
    void aBusyPhoneIsNotRungByAnotherQueue() {
        phones(Reaction.answer(Duration.ofMillis(500)));
        call("backup");
        advance(1);
        call("backup");
        advance(5);
        assertThat(rung).containsExactly("0004");
        assertThat(pbx.queues().get("backup").waiting()).hasSize(1);
    }

    @Test
    void callersMoveUpAndAreServedInOrder() {
        phones(Reaction.answer(Duration.ofMillis(500)));
        Channel first = call("backup");
        Channel second = call("backup");
        Channel third = call("backup");
        advance(1);
        CallQueue backup = pbx.queues().get("backup");
        assertThat(backup.waiting()).extracting(Waiting::channel).containsExactly(second, third);
        pbx.channels().callerHangup(first);
        advance(2);
        assertThat(backup.waiting()).extracting(Waiting::channel).containsExactly(third);
        assertThat(backup.waiting().get(0).position()).isEqualTo(1);
        assertThat(backup.waiting().get(0).originalPosition()).isEqualTo(3);
    }

    @Test
    void aFullQueueRefuses() {
        pbx.queues().configure(QueueSettings.of("small", Strategy.RINGALL, 4, 1).withMaxlen(1));
        call("small");
        Channel refused = call("small");
        assertThat(refused.variables()).containsEntry("QUEUESTATUS", "FULL");
        assertThat(queueLog.stream().filter(line -> line.contains("|small|"))).hasSize(1);
    }

    @Test
    void theSecondServiceLevelCountsThoseWhoGaveUpInTime() {
        phones(Reaction.answer(Duration.ofSeconds(1)));
        Channel served = call("sales");
        advance(2);
        Channel impatient = call("sales");
        advance(0.5);
        pbx.channels().callerHangup(impatient);
        pbx.channels().callerHangup(served);
        CallQueue sales = pbx.queues().get("sales");
        assertThat(sales.serviceLevel2()).isEqualTo(100);
        phones(Reaction.IGNORE);
        Channel patient = call("sales");
        advance(6);
        pbx.channels().callerHangup(patient);
        assertThat(sales.serviceLevel()).isEqualTo(100);
        assertThat(sales.serviceLevel2()).isBetween(66.6, 66.7);
    }

    @Test
    void theHoldTimeIsSmoothedAsInQueueShow() {
        CallQueue queue = new CallQueue(QueueSettings.of("q", Strategy.LINEAR, 4, 1));
        for (long[] holdAndTalk : new long[][] {{1, 3}, {4, 2}, {6, 1}}) {
            queue.answered(holdAndTalk[0]);
            queue.completed(holdAndTalk[0], holdAndTalk[1]);
        }
        assertThat(queue.holdTime()).isEqualTo(2);
        assertThat(queue.talkTime()).isEqualTo(1);
    }

    @Test
    void aRingingLegHungUpByAnAdministratorCountsAsMissed() {
        call("sales");
        advance(1);
        Channel leg = pbx.devices().get("0002").channels().get(0);
        pbx.channels().requestHangup(leg, HangupCause.NORMAL_CLEARING, 0);
        advance(0.1);
        assertThat(rung).containsExactly("0002", "0001");
        assertThat(queueLog).anyMatch(line -> line.contains("|Agent Two|RINGNOANSWER|"));
    }
}
