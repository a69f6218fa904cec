package io.smartcallcenter.virtual.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.DeviceState;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.queuelog.QueueLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Members that the queue rings through Local channels: whoever ends it, no channel and no bridge is left. */
class LocalMembersTest {

    private final VirtualClock clock = VirtualClock.manual(Instant.parse("2026-11-22T22:28:20.100Z"));
    private final Pbx pbx = new Pbx(clock, "SmartCallCenter", new AstDb());
    private final List<String> queueLog = new ArrayList<>();
    private Channel caller;

    @BeforeEach
    void call() {
        pbx.bus().listeners(List.of(new QueueLog(clock, queueLog::add)));
        pbx.devices().add(new Endpoint("trunk", CallerId.UNKNOWN));
        for (String number : List.of("0001", "0002")) {
            pbx.devices().add(new Endpoint(number, new CallerId(number, "Agent " + number)));
        }
        pbx.queues()
                .configure(QueueSettings.of("fpbx", Strategy.LINEAR, 4, 1)
                        .withMember("Local/0001@from-queue/n", "Agent One", 0)
                        .withMember("Local/0002@from-queue/n", "Agent Two", 0));
        caller = pbx.channels().incoming("trunk", new CallerId("79010000001", ""), "from-trunk", "711");
    }

    private void phone(String number, Reaction reaction) {
        pbx.devices().get(number).ringPlan(RingPlan.always(reaction));
    }

    private void begin(double seconds) {
        pbx.dialplan().enter(caller, "scc-queue", "fpbx");
        advance(seconds);
    }

    private void advance(double seconds) {
        clock.advance(Duration.ofMillis((long) (seconds * 1000)));
    }

    private void assertNothingLeft() {
        assertThat(pbx.channels().all()).isEmpty();
        assertThat(pbx.bridges().all()).isEmpty();
        assertThat(pbx.devices().all()).extracting(Endpoint::state).containsOnly(DeviceState.NOT_INUSE);
    }

    @Test
    void theCallerHangsUpWhileAPhoneRings() {
        begin(2);
        assertThat(pbx.devices().get("0001").state()).isEqualTo(DeviceState.RINGING);
        assertThat(pbx.queues().get("fpbx").members().get(0).status()).isEqualTo(DeviceState.RINGING);
        pbx.channels().callerHangup(caller);
        advance(1);
        assertThat(queueLog).anyMatch(line -> line.contains("|Agent One|RINGCANCELED|"));
        assertNothingLeft();
    }

    @Test
    void theOperatorHangsUp() {
        phone("0001", Reaction.answerAndHangUp(Duration.ofSeconds(1), Duration.ofSeconds(3)));
        begin(2);
        assertThat(pbx.bridges().all()).hasSize(2);
        advance(3);
        assertThat(queueLog).anyMatch(line -> line.contains("|Agent One|COMPLETEAGENT|1|3|1"));
        assertNothingLeft();
    }

    @Test
    void afterARejectTheNextRingsInTheSameRound() {
        phone("0001", Reaction.reject(Duration.ofSeconds(1)));
        phone("0002", Reaction.answer(Duration.ofSeconds(1)));
        begin(3);
        assertThat(queueLog).anyMatch(line -> line.contains("|Agent One|RINGNOANSWER|1000"));
        assertThat(queueLog).anyMatch(line -> line.contains("|Agent Two|CONNECT|2|"));
        pbx.channels().callerHangup(caller);
        advance(1);
        assertNothingLeft();
    }

    @Test
    void somebodyHangsUpTheLocalChannelItself() {
        phone("0001", Reaction.answer(Duration.ofSeconds(1)));
        begin(2);
        Channel end = pbx.channels().find("Local/0001@from-queue-00000000;2");
        pbx.channels().requestHangup(end, HangupCause.NORMAL_CLEARING, 0);
        advance(1);
        assertThat(queueLog).anyMatch(line -> line.contains("|Agent One|COMPLETEAGENT|"));
        assertNothingLeft();
    }

    @Test
    void aMemberWhosePhoneIsAwayIsNotRung() {
        pbx.devices().register("0001", false);
        begin(1);
        assertThat(pbx.devices().get("0002").state()).isEqualTo(DeviceState.RINGING);
        pbx.queues().remove(pbx.queues().get("fpbx"), "Local/0002@from-queue/n");
        pbx.channels().callerHangup(caller);
        pbx.devices().register("0001", true);
        advance(1);
        assertThat(pbx.queues().get("fpbx").members())
                .singleElement()
                .satisfies(member -> assertThat(member.stateInterface()).isEqualTo("PJSIP/0001"));
        assertNothingLeft();
    }
}
