package io.smartcallcenter.gateway.normalize;

import static io.smartcallcenter.gateway.normalize.Scene.CALLER;
import static io.smartcallcenter.gateway.normalize.Scene.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.QueueLeft;
import io.smartcallcenter.events.CallEvent.QueueRefused;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.events.RefusedReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** QueueCallerLeave has no reason and QueueCallerAbandon three: what tells them apart. */
class QueueEntryOutcomeTest {

    @Test
    void aCallerWhoAskedToHangUpBeforeTheLeaveHasAbandoned() {
        Scene scene = new Scene().callerJoins().at(6000).channel("HangupRequest", CALLER);

        scene.at(6005).abandons().leaves();

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.ABANDONED);
        assertThat(scene.left().waitMs()).isEqualTo(5985);
    }

    @Test
    void theHangupRequestMayBeSentAMomentAfterTheLeave() {
        Scene scene = new Scene().callerJoins().at(6000).abandons().leaves();
        assertThat(scene.events(QueueLeft.class)).isEmpty();

        scene.at(6003).channel("HangupRequest", CALLER);

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.ABANDONED);
    }

    /** The queue's status would have come on the ARI link: it is away, and the dialplan hangs up by itself. */
    @Test
    void aCallerWhomTheDialplanHungUpHadTimedOutThoughNobodyHeardTheStatus() {
        Scene scene = new Scene().callerJoins().signal(new Signal.LinkDown(Link.ARI, "cut", START));
        scene.at(6000)
                .abandons()
                .leaves()
                .at(6010)
                .channel("SoftHangupRequest", CALLER)
                .hangsUp(CALLER, 16);
        assertThat(scene.events(CallEvent.Ended.class)).isEmpty();

        scene.settle();

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.TIMEOUT);
        assertThat(scene.events(CallEvent.Ended.class)).hasSize(1);
    }

    @Test
    void aCallerWhoIsGoneWithoutAnyRequestHasAbandonedWhenTheWindowIsOver() {
        Scene scene = new Scene().callerJoins().at(6000).abandons().leaves().hangsUp(CALLER, 0);
        assertThat(scene.events(CallEvent.Ended.class)).isEmpty();

        scene.settle();

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.ABANDONED);
        assertThat(scene.events(CallEvent.Ended.class)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"TIMEOUT, TIMEOUT", "LEAVEEMPTY, LEFT_EMPTY", "LEAVEUNAVAIL, LEFT_EMPTY", "WITHDRAW, WITHDRAWN"})
    void theStatusWithWhichTheCallerComesBackTells(String status, EntryOutcome outcome) {
        Scene scene = new Scene().callerJoins().at(6000).abandons().leaves();

        scene.at(6007).stasisStart(CALLER, "queue-exit", "support", status);

        assertThat(scene.left().outcome()).isEqualTo(outcome);
    }

    @Test
    void theStatusTellsEvenWhenItsLinkIsAheadOfTheLeave() {
        Scene scene = new Scene().callerJoins().at(6000).stasisStart(CALLER, "queue-exit", "support", "TIMEOUT");
        assertThat(scene.events(QueueLeft.class)).isEmpty();

        scene.at(6008).abandons().leaves();

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.TIMEOUT);
    }

    @Test
    void theStatusTellsEvenWhenTheCallerIsAlreadyGone() {
        Scene scene = new Scene().callerJoins().at(6000).abandons().leaves();
        scene.at(6010).channel("SoftHangupRequest", CALLER).hangsUp(CALLER, 16);

        scene.at(6040).signal(delayedExit());

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.TIMEOUT);
        assertThat(scene.settle().events(CallEvent.Ended.class)).hasSize(1);
    }

    private static Signal delayedExit() {
        return new Signal.Ari(
                java.util.Map.of(
                        "type",
                        "StasisStart",
                        "timestamp",
                        "2026-11-22T22:28:26.005+0000",
                        "args",
                        java.util.List.of("queue-exit", "support", "TIMEOUT"),
                        "channel",
                        java.util.Map.of("id", CALLER, "name", "PJSIP/trunk-00000000")),
                Scene.START.plusMillis(6040));
    }

    @Test
    void theChannelVariableTellsWhereItIsSubscribed() {
        Scene scene = new Scene().callerJoins().at(6000).abandons().leaves();

        scene.channel("VarSet", CALLER, "Variable", "QUEUESTATUS", "Value", "TIMEOUT", "Exten", "support");

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.TIMEOUT);
    }

    @Test
    void aCallerWhoIsStillThereAfterAnAbandonHasTimedOut() {
        Scene scene = new Scene().callerJoins().at(6000).abandons().leaves().settle();

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.TIMEOUT);
    }

    @Test
    void aCallerWhoHungUpLongAfterTheAbandonWasRecordedHadTimedOut() {
        Scene scene = new Scene().callerJoins().at(6000).abandons().leaves();

        scene.at(6300).channel("HangupRequest", CALLER).hangsUp(CALLER, 16).settle();

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.TIMEOUT);
    }

    @Test
    void aCallerWhoLeftAliveWithoutAnAbandonPressedAnExitKey() {
        Scene scene = new Scene().callerJoins().at(6000).leaves().settle();

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.EXIT_KEY);
    }

    @Test
    void aWaitingCallerWhoAppearsWithAnotherNumberWasMovedElsewhere() {
        Scene scene = new Scene().callerJoins().at(6000).abandons().leaves();

        scene.at(6010).stasisStart(CALLER, "702");

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.TRANSFERRED_OUT);
    }

    @Test
    void anAnswerAfterTheLeaveIsAnAnswer() {
        Scene scene = new Scene().callerJoins().at(100).rings("1.1", "PJSIP/0001");

        scene.at(1100).leaves().agent("AgentConnect", "1.1", "PJSIP/0001", "HoldTime", "1", "RingTime", "1");

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.ANSWERED);
        assertThat(scene.left().waitMs()).isEqualTo(1080);
    }

    @ParameterizedTest
    @CsvSource({"FULL, FULL", "JOINEMPTY, JOIN_EMPTY", "JOINUNAVAIL, JOIN_UNAVAIL"})
    void aRefusalNeverJoinedAndIsCountedBesideTheQueue(String status, RefusedReason reason) {
        Scene scene = new Scene().arrives();

        scene.at(30).channel("VarSet", CALLER, "Variable", "QUEUESTATUS", "Value", status, "Exten", "support");
        scene.at(35).stasisStart(CALLER, "queue-exit", "support", status);

        assertThat(scene.events(QueueRefused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.queue()).isEqualTo("support");
            assertThat(refused.reason()).isEqualTo(reason);
        });
        assertThat(scene.events(CallEvent.QueueJoined.class)).isEmpty();
    }

    @Test
    void aSecondRefusalOfTheSameCallIsAnotherOne() {
        Scene scene = new Scene().arrives().at(35).stasisStart(CALLER, "queue-exit", "support", "FULL");

        scene.at(5000).stasisStart(CALLER, "queue-exit", "support", "FULL");

        assertThat(scene.events(QueueRefused.class)).hasSize(2);
        assertThat(scene.replay().factIds()).hasSize(4);
    }

    @Test
    void aCallerWhoComesBackToTheSameQueueIsANewEntry() {
        Scene scene = new Scene().callerJoins().at(6000).abandons().leaves();
        scene.at(6007).stasisStart(CALLER, "queue-exit", "support", "TIMEOUT");

        scene.at(6100).channel("QueueCallerJoin", CALLER, "Queue", "support", "Position", "1", "Count", "1");

        assertThat(scene.events(CallEvent.QueueJoined.class))
                .extracting(CallEvent.QueueJoined::entryId)
                .doesNotHaveDuplicates()
                .hasSize(2);
        assertThat(scene.events(QueueLeft.class)).hasSize(1);
    }

    @Test
    void aSecondQueueIsAnEntryOfItsOwnWhoseWaitStartsAtItsOwnJoin() {
        Scene scene = new Scene().callerJoins().at(5020).abandons().leaves();
        scene.at(5030).stasisStart(CALLER, "queue-exit", "support", "TIMEOUT");
        scene.at(5100).channel("QueueCallerJoin", CALLER, "Queue", "backup", "Position", "2", "Count", "2");
        scene.at(6100).channel("HangupRequest", CALLER);
        scene.channel("QueueCallerAbandon", CALLER, "Queue", "backup", "Position", "1")
                .channel("QueueCallerLeave", CALLER, "Queue", "backup", "Position", "1", "Count", "0")
                .hangsUp(CALLER, 16);

        assertThat(scene.events(QueueLeft.class))
                .extracting(left -> left.queue() + " " + left.outcome() + " " + left.waitMs())
                .containsExactly("support TIMEOUT 5000", "backup ABANDONED 1000");
        assertThat(scene.events(CallEvent.Started.class)).hasSize(1);
    }

    @Test
    void everybodyWhoseQueueBecameEmptyLeftForThatReason() {
        Scene scene = new Scene().callerJoins().at(4020).abandons().leaves();

        scene.at(4022)
                .stasisStart(CALLER, "queue-exit", "support", "LEAVEEMPTY")
                .at(4500)
                .hangsUp(CALLER, 16);

        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.LEFT_EMPTY);
    }
}
