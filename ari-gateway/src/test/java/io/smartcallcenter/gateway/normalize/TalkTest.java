package io.smartcallcenter.gateway.normalize;

import static io.smartcallcenter.gateway.normalize.Scene.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.CallEvent.Released;
import io.smartcallcenter.events.OfferOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The end of a conversation is the first of AgentComplete, BridgeLeave and Hangup; the reason may come later. */
class TalkTest {

    private static final String ONE = "PJSIP/0001";

    private static Scene talking() {
        return new Scene()
                .callerJoins()
                .at(100)
                .rings("1.1", ONE)
                .at(1100)
                .leaves()
                .agent("AgentConnect", "1.1", ONE, "HoldTime", "1", "RingTime", "1")
                .channel("BridgeEnter", "1.1", "BridgeUniqueid", "b1")
                .channel("BridgeEnter", CALLER, "BridgeUniqueid", "b1");
    }

    private static Released released(Scene scene) {
        assertThat(scene.events(Released.class)).hasSize(1);
        return scene.events(Released.class).get(0);
    }

    @ParameterizedTest
    @CsvSource({"caller, CALLER", "agent, AGENT", "transfer, TRANSFER"})
    void agentCompleteTellsWhoEndedIt(String reason, EndedBy endedBy) {
        Scene scene = talking().at(4100).agent("AgentComplete", "1.1", ONE, "Reason", reason);

        scene.at(4104).channel("BridgeLeave", "1.1").hangsUp("1.1", 16);

        assertThat(released(scene).endedBy()).isEqualTo(endedBy);
        assertThat(released(scene).talkMs()).isEqualTo(3000);
    }

    @Test
    void theBridgeLeaveIsTheEndWhenItComesFirstAndTheReasonFollows() {
        Scene scene = talking().at(4100).channel("BridgeLeave", "1.1");
        assertThat(scene.events(Released.class)).isEmpty();

        scene.at(4150).agent("AgentComplete", "1.1", ONE, "Reason", "agent");

        assertThat(released(scene).endedBy()).isEqualTo(EndedBy.AGENT);
        assertThat(released(scene).talkMs()).isEqualTo(3000);
    }

    @Test
    void aLegThatOnlyMovesToAnotherBridgeTalksOn() {
        Scene scene = talking().at(4100).channel("BridgeLeave", "1.1");

        scene.at(4110).channel("BridgeEnter", "1.1", "BridgeUniqueid", "b2").settle();

        assertThat(scene.events(Released.class)).isEmpty();
    }

    @Test
    void anAgentCompleteWithoutAnyIdsBelongsToTheOpenTalkOfTheQueueAndTheInterface() {
        Scene scene = talking().at(4100);

        scene.ami("AgentComplete", "Queue", "support", "Interface", ONE, "TalkTime", "3", "Reason", "caller");

        assertThat(released(scene).endedBy()).isEqualTo(EndedBy.CALLER);
    }

    @Test
    void anAgentCompleteOfAnotherInterfaceEndsNothing() {
        Scene scene = talking().at(4100);

        scene.ami("AgentComplete", "Queue", "support", "Interface", "PJSIP/0002", "Reason", "caller");

        assertThat(scene.events(Released.class)).isEmpty();
    }

    @Test
    void withoutAgentCompleteTheHangupOfTheLegEndsTheTalk() {
        Scene scene = talking().at(4100).channel("HangupRequest", "1.1").hangsUp("1.1", 16);

        assertThat(released(scene).endedBy()).isEqualTo(EndedBy.AGENT);
    }

    @Test
    void aTalkThatBeganBeforeUsIsReleasedWithTheTalkTimeOfAsterisk() {
        Scene scene = new Scene().arrives().at(9000);

        scene.agent("AgentComplete", "1.1", ONE, "TalkTime", "7", "Reason", "agent")
                .agent("AgentComplete", "1.1", ONE, "TalkTime", "7", "Reason", "agent");

        assertThat(released(scene).talkMs()).isEqualTo(7000);
        assertThat(released(scene).offerId()).isEqualTo("pbx1/1.1");
    }

    @Test
    void holdIsToldOnceAndAnUnholdWithoutAHoldIsNot() {
        Scene scene = talking().at(2000).channel("Unhold", "1.1");
        assertThat(scene.events(CallEvent.Unhold.class)).isEmpty();

        scene.channel("Hold", "1.1").channel("Hold", "1.1").at(4000).channel("Unhold", "1.1");

        assertThat(scene.events(CallEvent.Hold.class)).singleElement().satisfies(hold -> {
            assertThat(hold.agent().iface()).isEqualTo(ONE);
            assertThat(hold.offerId()).isEqualTo("pbx1/1.1");
        });
        assertThat(scene.events(CallEvent.Unhold.class))
                .singleElement()
                .satisfies(unhold -> assertThat(unhold.offerId()).isEqualTo("pbx1/1.1"));
    }

    @Test
    void aDirectCallIsAnsweredWhenBothSidesAreInOneBridge() {
        Scene scene = dialled().at(1000).ami("DialEnd", "DestUniqueid", "1.0-d1", "DialStatus", "ANSWER");
        scene.channel("BridgeEnter", CALLER, "BridgeUniqueid", "br");
        assertThat(scene.events(CallEvent.Answered.class)).isEmpty();

        scene.at(1010).channel("BridgeEnter", "1.0-d1", "BridgeUniqueid", "br");

        assertThat(scene.events(CallEvent.Answered.class)).singleElement().satisfies(answered -> {
            assertThat(answered.entryId()).isNull();
            assertThat(answered.queue()).isNull();
            assertThat(answered.agent().iface()).isEqualTo(ONE);
            assertThat(answered.ringMs()).isEqualTo(970);
        });
        scene.at(5000).channel("HangupRequest", CALLER).hangsUp(CALLER, 16).hangsUp("1.0-d1", 16);
        assertThat(released(scene).endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(released(scene).entryId()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"19, TIMEOUT", "17, REJECTED", "21, REJECTED", "26, RESCINDED"})
    void aDirectCallThatIsNotAnsweredEndsByItsCause(int cause, OfferOutcome outcome) {
        assertThat(dialled().at(4030).hangsUp("1.0-d1", cause).outcome(ONE)).isEqualTo(outcome);
    }

    @Test
    void aDirectCallWhoseCallerLeavesIsCancelled() {
        Scene scene = dialled().at(2000).channel("HangupRequest", CALLER).hangsUp(CALLER, 16);

        assertThat(scene.hangsUp("1.0-d1", 16).outcome(ONE)).isEqualTo(OfferOutcome.CANCELLED);
    }

    @Test
    void aPhoneThatRingsForACallerWhoIsTransferredElsewhereMissedNothing() {
        Scene scene = dialled().at(2000).stasisStart(CALLER, "701");

        assertThat(scene.at(2300).hangsUp("1.0-d1", 16).outcome(ONE)).isEqualTo(OfferOutcome.CANCELLED);
    }

    @Test
    void aDirectCallThatIsTransferredByCommandEndsByTransfer() {
        Scene scene = dialled().at(1000).ami("DialEnd", "DestUniqueid", "1.0-d1", "DialStatus", "ANSWER");
        scene.channel("BridgeEnter", CALLER, "BridgeUniqueid", "br")
                .channel("BridgeEnter", "1.0-d1", "BridgeUniqueid", "br");

        scene.at(3000)
                .stasisStart(CALLER, "701")
                .at(3300)
                .channel("BridgeLeave", "1.0-d1")
                .hangsUp("1.0-d1", 16);

        assertThat(released(scene).endedBy()).isEqualTo(EndedBy.TRANSFER);
    }

    /** The executor dials: DialBegin without a caller's side. */
    private static Scene dialled() {
        return new Scene()
                .arrives()
                .at(20)
                .channel("Newchannel", "1.0-d1", "ChannelStateDesc", "Down")
                .at(30)
                .ami(
                        "DialBegin",
                        "DestUniqueid",
                        "1.0-d1",
                        "DestLinkedid",
                        CALLER,
                        "DestChannel",
                        "PJSIP/0001-00000001");
    }

    @Test
    void aDialInsideTheDialplanIsNoOffer() {
        Scene scene = new Scene().arrives().at(30);

        scene.channel("DialBegin", CALLER, "DestUniqueid", "1.9", "DestChannel", "PJSIP/0001-00000009");

        assertThat(scene.events(CallEvent.OfferStarted.class)).isEmpty();
    }

    @Test
    void anAgentCompleteWithOneSideBelongsToThatSidesTalk() {
        Scene callerLeft = talking().at(4100);
        callerLeft.ami(
                "AgentComplete",
                "Queue",
                "support",
                "Interface",
                ONE,
                "TalkTime",
                "3",
                "Reason",
                "caller",
                "DestUniqueid",
                "1.1",
                "DestLinkedid",
                CALLER);
        Scene agentLeft = talking().at(4100);
        agentLeft.ami(
                "AgentComplete",
                "Queue",
                "support",
                "Interface",
                ONE,
                "TalkTime",
                "3",
                "Reason",
                "agent",
                "Uniqueid",
                CALLER,
                "Linkedid",
                CALLER);

        assertThat(released(callerLeft).endedBy()).isEqualTo(EndedBy.CALLER);
        assertThat(released(agentLeft).endedBy()).isEqualTo(EndedBy.AGENT);
    }

    /** Under load a late AgentComplete without ids meets the operator's next talk. */
    @Test
    void anAgentCompleteOfTheTalkBeforeDoesNotEndTheNextOne() {
        Scene scene = talking().at(1200);

        scene.ami("AgentComplete", "Queue", "support", "Interface", ONE, "TalkTime", "30", "Reason", "caller");
        assertThat(scene.events(Released.class)).isEmpty();

        scene.at(61_100)
                .ami("AgentComplete", "Queue", "support", "Interface", ONE, "TalkTime", "60", "Reason", "caller");
        assertThat(released(scene).talkMs()).isEqualTo(60_000);
    }
}
