package io.smartcallcenter.virtual.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.virtual.StandardQueues;
import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same answers as deploy/asterisk/conf/extensions.conf gives. */
class DialplanTest {

    private final VirtualClock clock = VirtualClock.manual(Instant.parse("2026-11-22T22:28:20.100Z"));
    private final Pbx pbx = new Pbx(clock, "SmartCallCenter", new AstDb());
    private final List<List<String>> stasis = new ArrayList<>();

    @BeforeEach
    void configure() {
        pbx.bus().listeners(List.of(new PbxEvents() {
            @Override
            public void stasisStarted(Channel channel, String app, List<String> args) {
                stasis.add(args);
            }
        }));
        pbx.devices().add(new Endpoint("trunk", CallerId.UNKNOWN));
        StandardQueues.all().forEach(pbx.queues()::configure);
        pbx.stasis().connected("SmartCallCenter");
    }

    private Channel enter(String context, String exten) {
        Channel channel = pbx.channels().incoming("trunk", new CallerId("79010000001", ""), context, exten);
        pbx.dialplan().enter(channel, context, exten);
        return channel;
    }

    @Test
    void aPlusIsTakenOffTheNumber() {
        enter("from-trunk", "+74951234567");
        enter("internal", "+74951234567");
        assertThat(stasis).containsExactly(List.of("74951234567"), List.of("74951234567"));
    }

    @Test
    void aCommaInTheNumberStartsNoArgument() {
        enter("internal", "700,queue-exit,support");
        assertThat(stasis).containsExactly(List.of("700"));
    }

    @Test
    void operatorsMayDialOneDigitAndCodes() {
        enter("internal", "0");
        enter("internal", "*97");
        assertThat(stasis).containsExactly(List.of("0"), List.of("*97"));
    }

    @Test
    void whatWasPlannedFollowsTheQueueWithoutTheApplication() {
        pbx.stasis().disconnected("SmartCallCenter");
        Channel caller = pbx.channels().incoming("trunk", new CallerId("79010000001", ""), "internal", "700");
        pbx.channels().variable(caller, "SCC_THEN", "queue:backup");
        pbx.dialplan().enter(caller, "scc-queue", "nowhere");
        assertThat(pbx.queues().get("backup").waiting()).hasSize(1);
        Channel other = pbx.channels().incoming("trunk", new CallerId("79010000001", ""), "internal", "700");
        pbx.channels().variable(other, "SCC_THEN", "voicemail:support");
        pbx.dialplan().enter(other, "scc-queue", "nowhere");
        assertThat(other.application()).isEqualTo("VoiceMail");
        assertThat(enter("scc-queue", "nowhere").gone())
                .as("nothing was planned")
                .isTrue();
    }

    @Test
    void whatIsNoNumberIsNotTaken() {
        assertThat(enter("from-trunk", "7").gone()).isTrue();
        assertThat(enter("internal", "sales").gone()).isTrue();
        assertThat(enter("nowhere", "700").gone()).isTrue();
        assertThat(stasis).isEmpty();
    }

    @Test
    void aQueuesNameBeginsWithAnyLetterOrDigit() {
        for (String name : List.of("Billing", "24hours", "sales")) {
            Channel caller = enter("scc-queue", name);
            assertThat(caller.application()).as(name).isIn("Queue", "Stasis");
        }
        assertThat(enter("scc-queue", "_x").gone()).isTrue();
        assertThat(stasis)
                .as("Queue() comes back from a queue that does not exist")
                .containsExactly(
                        List.of("queue-exit", "Billing", "UNKNOWN", ""),
                        List.of("queue-exit", "24hours", "UNKNOWN", ""));
    }

    @Test
    void aMailboxMayBeAWord() {
        Channel caller = enter("scc-voicemail", "sales");
        assertThat(caller.up()).isTrue();
        assertThat(caller.applicationData()).isEqualTo("sales@default,us");
        clock.advance(Duration.ofSeconds(11));
        assertThat(caller.gone()).isTrue();
    }

    @Test
    void withoutTheApplicationTheDefaultQueueTakesTheCaller() {
        pbx.stasis().disconnected("SmartCallCenter");
        Channel caller = enter("from-trunk", "701");
        assertThat(caller.exten()).isEqualTo("support");
        assertThat(pbx.queues().get("support").waiting()).hasSize(1);
    }

    @Test
    void whatFollowsAQueueComesBackAndIsForgotten() {
        Channel caller = pbx.channels().incoming("trunk", new CallerId("79010000001", ""), "internal", "701");
        pbx.channels().variable(caller, "SCC_QOPTS", "tT");
        pbx.channels().variable(caller, "SCC_QTIMEOUT", "2");
        pbx.channels().variable(caller, "SCC_THEN", "queue:backup");
        pbx.channels().variable(caller, "QUEUE_PRIO", "10");
        pbx.dialplan().enter(caller, "scc-queue", "backup");
        clock.advance(Duration.ofSeconds(3));
        assertThat(stasis).containsExactly(List.of("queue-exit", "backup", "TIMEOUT", "queue:backup"));
        assertThat(caller.variables())
                .containsEntry("SCC_QOPTS", "")
                .containsEntry("SCC_QTIMEOUT", "")
                .containsEntry("SCC_THEN", "")
                .containsEntry("QUEUE_PRIO", "0");
    }
}
