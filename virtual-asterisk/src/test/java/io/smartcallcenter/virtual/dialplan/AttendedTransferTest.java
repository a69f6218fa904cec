package io.smartcallcenter.virtual.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.virtual.StandardQueues;
import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.cdr.CdrEngine;
import io.smartcallcenter.virtual.cdr.CdrRow;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.clock.VirtualClock;
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

/** A caller of a queue who is linked with the operator's own call, and who ends it then. */
class AttendedTransferTest {

    private static final String APP = "SmartCallCenter";

    private final VirtualClock clock = VirtualClock.manual(Instant.parse("2026-11-22T22:28:20.100Z"));
    private final Pbx pbx = new Pbx(clock, APP, new AstDb());
    private final List<String> queueLog = new ArrayList<>();
    private final List<CdrRow> cdr = new ArrayList<>();
    private Channel caller;
    private Channel first;
    private Channel second;
    private Channel target;
    private Bridge theirs;

    @BeforeEach
    void theOperatorTalksWithTwo() {
        pbx.bus()
                .listeners(List.of(new QueueLog(clock, queueLog::add), new CdrEngine(clock, cdr::addAll, new AstDb())));
        pbx.devices().add(new Endpoint("trunk", CallerId.UNKNOWN));
        for (String number : List.of("0001", "0002", "0003")) {
            Endpoint phone = new Endpoint(number, new CallerId(number, "Agent " + number));
            phone.ringPlan(RingPlan.always(Reaction.answer(Duration.ofSeconds(1))));
            pbx.devices().add(phone);
        }
        StandardQueues.all().forEach(pbx.queues()::configure);
        pbx.stasis().connected(APP);
        caller = pbx.channels().incoming("trunk", new CallerId("79010000001", ""), "from-trunk", "701");
        pbx.dialplan().enter(caller, "scc-queue", "sales");
        advance(2);
        first = caller.bridge().other(caller);
        second = pbx.channels().incoming("0002", new CallerId("0002", "Agent 0002"), "internal", "0003");
        pbx.dialplan().enter(second, "internal", "0003");
        target = pbx.channels().outgoing("leg", "0003", new CallerId("0003", "Agent 0003"), second);
        pbx.dialplan().startLeg(target, APP, List.of("dialed", second.id()));
        pbx.channels().answer(target);
        pbx.channels().answer(second);
        theirs = pbx.bridges().create("theirs", "", true);
        pbx.bridges().enter(theirs, second);
        pbx.bridges().enter(theirs, target);
        advance(1);
        pbx.attendedTransfer().begin(first, second);
    }

    private void advance(double seconds) {
        clock.advance(Duration.ofMillis((long) (seconds * 1000)));
    }

    private Channel end(int number) {
        return pbx.channels().find("Local/_attended@transfer-00000000;" + number);
    }

    @Test
    void theLocalChannelStandsInBothPlaces() {
        advance(1);
        assertThat(first.gone()).isTrue();
        assertThat(second.gone()).isTrue();
        assertThat(end(1).bridge()).isSameAs(caller.bridge());
        assertThat(end(2).bridge()).isSameAs(theirs);
        assertThat(pbx.stasis().held(end(2)).app()).isEqualTo(APP);
        assertThat(queueLog)
                .last()
                .asString()
                .contains("|sales|Agent Two|ATTENDEDTRANSFER|LINK|")
                .endsWith("|1|2|1");
    }

    @Test
    void theCallerHangsUp() {
        advance(2);
        pbx.channels().callerHangup(caller);
        assertThat(pbx.channels().all()).as("the application's to end").containsExactly(target);
        assertThat(cdr)
                .as("of the caller: with the operator, then with the colleague (trace 16)")
                .filteredOn(row -> row.uniqueid().equals(caller.id()))
                .extracting(row -> row.dstchannel().replaceFirst("-\\d{8}$", ""))
                .containsExactly("PJSIP/0002", "Local/_attended@transfer-00000000;1");
    }

    @Test
    void theApplicationEndsIt() {
        advance(2);
        pbx.channels().requestHangup(end(2), HangupCause.NORMAL_CLEARING, 0);
        assertThat(caller.gone()).isTrue();
        assertThat(pbx.channels().all()).containsExactly(target);
        assertThat(pbx.bridges().all()).containsExactly(theirs);
    }

    @Test
    void theCallerHasHungUpBeforeTheyAreLinked() {
        pbx.channels().callerHangup(caller);
        advance(1);
        assertThat(pbx.channels().all()).containsExactly(second, target);
        assertThat(queueLog).noneMatch(line -> line.contains("ATTENDEDTRANSFER"));
    }
}
