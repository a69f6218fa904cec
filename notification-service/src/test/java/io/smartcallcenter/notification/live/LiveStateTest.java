package io.smartcallcenter.notification.live;

import static io.smartcallcenter.notification.Events.ONE;
import static io.smartcallcenter.notification.Events.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.notification.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveStateTest {

    private final LiveState live = new LiveState();
    private final Events events = new Events();

    private CallView theCall() {
        assertThat(live.calls()).hasSize(1);
        return live.calls().get(0);
    }

    @Test
    void theLatestMessagesAreKeptAndNoMore() {
        for (int i = 0; i <= 100; i++) {
            live.apply(events.of(new CallEvent.VoicemailRecorded("n/1", "0001", "scc-" + i, 5_000, "79010000001")));
        }
        assertThat(live.voicemails()).hasSize(100);
        assertThat(live.voicemails().get(0).recording()).isEqualTo("scc-1");
        assertThat(live.voicemails().get(99))
                .isEqualTo(new VoicemailView(events.now(), "n/1", "0001", "79010000001", "scc-100", 5_000));
    }

    @Test
    void aCallGoesFromTheQueueToTheSecondOperatorAndEnds() {
        live.apply(events.started("n/1", "700"));
        assertThat(theCall().state()).isEqualTo(CallState.ROUTING);
        assertThat(theCall().dialled()).isEqualTo("700");

        live.apply(events.after(1).joined("n/1", "support", 1));
        assertThat(theCall().state()).isEqualTo(CallState.WAITING);
        assertThat(live.queue("support").waiting()).hasSize(1);

        live.apply(events.after(1).rings("n/1", "support", ONE));
        assertThat(theCall().state()).isEqualTo(CallState.RINGING);
        assertThat(theCall().ringing()).containsExactly(ONE);

        live.apply(events.after(4).missed("n/1", "support", ONE));
        assertThat(theCall().state()).isEqualTo(CallState.WAITING);

        live.apply(events.after(1).rings("n/1", "support", TWO));
        live.apply(events.after(1).answered("n/1", "support", TWO));
        assertThat(theCall().state()).isEqualTo(CallState.TALKING);
        assertThat(theCall().agent()).isEqualTo(TWO);
        assertThat(theCall().since()).isEqualTo(events.now());
        assertThat(live.queue("support").waiting()).isEmpty();

        live.apply(events.after(1).left("n/1", "support", EntryOutcome.ANSWERED));
        assertThat(theCall().state()).isEqualTo(CallState.TALKING);

        live.apply(events.after(9).released("n/1", "support", TWO));
        assertThat(theCall().state()).isEqualTo(CallState.RELEASED);
        assertThat(theCall().agent()).isNull();

        live.apply(events.after(1).ended("n/1"));
        assertThat(live.calls()).isEmpty();
    }

    @Test
    void aSettledLeaveAfterTheEndBringsNoCallBack() {
        live.apply(events.joined("n/1", "support", 1));
        live.apply(events.after(5).ended("n/1"));
        live.apply(events.after(1).left("n/1", "support", EntryOutcome.ABANDONED));

        assertThat(live.calls()).isEmpty();
        assertThat(live.queue("support").waiting()).isEmpty();
    }

    @Test
    void theLateLeaveOfTheFirstQueueDoesNotTakeTheCallerOutOfTheSecond() {
        live.apply(events.joined("n/1", "support", 1));
        live.apply(events.after(5).joined("n/1", "backup", 1));
        live.apply(events.after(1).left("n/1", "support", EntryOutcome.TIMEOUT));

        assertThat(theCall().queue()).isEqualTo("backup");
        assertThat(theCall().state()).isEqualTo(CallState.WAITING);
        assertThat(live.queue("backup").waiting()).hasSize(1);
    }

    @Test
    void callersStandInTheOrderOfServiceAndMoveUp() {
        live.apply(events.joined("n/1", "support", 1));
        live.apply(events.joined("n/2", "support", 2));
        // a caller of higher priority is put before the second
        live.apply(events.joined("n/3", "support", 2));
        live.apply(events.ended("n/1"));

        assertThat(live.queue("support").waiting())
                .extracting(QueueView.Waiting::callId, QueueView.Waiting::position)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("n/3", 1), org.assertj.core.groups.Tuple.tuple("n/2", 2));
    }

    @Test
    void aRepeatedEventChangesNothing() {
        Envelope<?> joined = events.joined("n/1", "support", 1);
        assertThat(live.apply(joined)).isTrue();
        live.apply(events.after(2).answered("n/1", "support", ONE));

        assertThat(live.apply(joined)).isFalse();
        assertThat(theCall().state()).isEqualTo(CallState.TALKING);
    }

    @Test
    void whatAnOwnerWroteInTimeCountsAlthoughItIsReadAfterItsSuccessor() {
        live.apply(new Envelope<>(meta("a", 2), new CallEvent.Started("n/1", "c", null, "700", null, null)));
        boolean changed = live.apply(new Envelope<>(meta("b", 1), new CallEvent.Ended("n/1", 16, 1)));

        assertThat(changed).isTrue();
        assertThat(live.calls()).isEmpty();
    }

    @Test
    void aStateFromBeforeTheLogDoesNotDeposeTheGatewayRunsInTheLog() {
        live.apply(new Envelope<>(meta("s", 2), new AsteriskState.Node("n", true, true, NodeMode.FULL)));
        boolean changed =
                live.apply(new Envelope<>(meta("a", 1), new CallEvent.Started("n/1", "c", null, "700", null, null)));

        assertThat(changed).isTrue();
        assertThat(live.calls()).hasSize(1);
        assertThat(live.nodes()).hasSize(1);
    }

    @Test
    void anOldStateFromBeforeTheLogIsTakenAfterANewerOneToo() {
        live.apply(new Envelope<>(meta("s", 2), new AsteriskState.Node("n", true, true, NodeMode.FULL)));
        live.apply(
                new Envelope<>(meta("q", 1), new AsteriskState.Queue("n", "support", "ringall", List.of(), List.of())));

        assertThat(live.queue("support").strategy()).isEqualTo("ringall");
    }

    @Test
    void aCallerWhoIsFoundAgainUnderAnotherEntryWaitsOnce() {
        live.apply(events.joined("n/1", "support", 1));
        live.apply(events.joined("n/2", "support", 2));
        live.apply(events.of(
                new CallEvent.QueueJoined("n/1", "found-again", "support", new Party("+77011234567", "Ann"), 1, 2)));

        assertThat(live.queue("support").waiting())
                .extracting(QueueView.Waiting::entryId)
                .containsExactly("found-again", "n/2/support");
    }

    private EventMeta meta(String id, long epoch) {
        return new EventMeta(id, "/asterisk/n", "s", events.now(), epoch, 0, null, null);
    }

    @Test
    void anOperatorsPauseKeepsItsBeginningWhenTheWholeStateFollows() {
        live.apply(events.added(ONE, "support"));
        live.apply(events.after(10).of(new AgentEvent.Paused(ONE, "support", "lunch", true)));
        var began = events.now();
        live.apply(events.after(5)
                .of(new AsteriskState.AgentState(
                        "pbx1",
                        ONE,
                        DeviceState.INUSE,
                        List.of(new AsteriskState.Membership("support", 2, true, "lunch")))));

        OperatorView operator = live.operators().get(0);
        assertThat(operator.device()).isEqualTo(DeviceState.INUSE);
        assertThat(operator.memberships())
                .containsExactly(new OperatorView.Member("support", 2, true, "lunch", true, began));
    }

    @Test
    void anOldEventFromTheReplayDoesNotUndoANewerState() {
        live.apply(events.after(3600).of(new AsteriskState.AgentState("pbx1", ONE, DeviceState.NOT_INUSE, List.of())));
        live.apply(events.after(-3600).of(new AgentEvent.Device(ONE, DeviceState.RINGING)));

        assertThat(live.operators().get(0).device()).isEqualTo(DeviceState.NOT_INUSE);
    }

    private static AsteriskState.Queue queue(String node, String... calls) {
        List<AsteriskState.Waiting> waiting = new ArrayList<>();
        for (String call : calls) {
            waiting.add(new AsteriskState.Waiting(
                    call, call + "/support", null, waiting.size() + 1, Instant.parse("2026-11-23T08:00:00Z")));
        }
        return new AsteriskState.Queue(node, "support", "leastrecent", waiting, List.of("PJSIP/" + node));
    }

    @Test
    void aQueueOnTwoNodesIsOneToLookAtAndEachNodeServesItsOwnCallers() {
        live.apply(events.of(queue("a", "a/1", "a/2")));
        live.apply(events.of(queue("b", "b/1")));
        live.apply(events.after(1).joined("b/2", "support", 1));

        assertThat(live.queue("support").waiting())
                .extracting(waiting -> waiting.callId() + " " + waiting.position())
                .containsExactly("a/1 1", "a/2 2", "b/2 1", "b/1 2");
        assertThat(live.queue("support").members()).containsExactly("PJSIP/a", "PJSIP/b");
    }

    @Test
    void aStateFromBeforeAJoinDoesNotHideTheCaller() {
        live.apply(events.joined("a/1", "support", 1));
        live.apply(events.after(-1).of(queue("a")));
        assertThat(live.queue("support").waiting()).hasSize(1);

        live.apply(events.after(2).of(queue("a")));
        assertThat(live.queue("support").waiting()).isEmpty();
    }

    @Test
    void aPhoneOfTheSameNameOnAnotherNodeIsAnotherOperator() {
        live.apply(events.of(new AsteriskState.AgentState("a", ONE, DeviceState.INUSE, List.of())));
        live.apply(events.of(new AsteriskState.AgentState("b", ONE, DeviceState.NOT_INUSE, List.of())));

        assertThat(live.operators())
                .extracting(operator -> operator.node() + " " + operator.device())
                .containsExactly("a INUSE", "b NOT_INUSE");
    }

    @Test
    void aNodeShowsEachLink() {
        live.apply(events.of(new NodeEvent.Connected("pbx1", NodeEvent.Link.ARI)));
        live.apply(events.of(new NodeEvent.Connected("pbx1", NodeEvent.Link.AMI)));
        live.apply(events.of(new NodeEvent.Disconnected("pbx1", NodeEvent.Link.ARI, "gone")));

        assertThat(live.nodes()).containsExactly(new NodeView("pbx1", false, true, NodeMode.FULL));
    }

    @Test
    void aCallerIdOfAMegabyteIsCut() {
        Party huge = new Party("1".repeat(1_000_000), "n".repeat(1_000_000));
        live.apply(events.of(new CallEvent.QueueJoined("n/1", "e", "support", huge, 1, 1)));

        assertThat(theCall().caller().number()).hasSize(128);
        assertThat(live.queue("support").waiting().get(0).caller().name()).hasSize(128);
    }

    @Test
    void lostEndsNeverFillTheHeap() {
        for (int i = 0; i < 25_000; i++) {
            live.apply(events.started("n/" + i, "700"));
        }

        assertThat(live.calls()).hasSize(20_000);
        assertThat(live.calls().get(0).callId()).isEqualTo("n/5000");
    }
}
