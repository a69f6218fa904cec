package io.smartcallcenter.gateway.normalize;

import static io.smartcallcenter.gateway.normalize.Scene.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.OfferEnded;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** AgentRingNoAnswer is raised for busy too; losers of ringall and cancelled rings raise nothing. */
class OfferOutcomeTest {

    private static final String ONE = "PJSIP/0001";
    private static final String TWO = "PJSIP/0002";

    private static Scene ringing() {
        return new Scene().callerJoins().at(100).rings("1.1", ONE);
    }

    @Test
    void aPhoneThatRangOutIsMissed() {
        Scene scene = ringing().at(4100).agent("AgentRingNoAnswer", "1.1", ONE, "RingTime", "4000");
        scene.agent("DialEnd", "1.1", ONE, "DialStatus", "NOANSWER")
                .agent("DialEnd", "1.1", ONE, "DialStatus", "CANCEL");

        scene.at(4105).hangsUp("1.1", 0);

        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.TIMEOUT);
        assertThat(scene.events(OfferEnded.class).get(0).ringMs()).isEqualTo(4000);
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 21, 20, 34, 1})
    void aRefusalIsToldByTheCauseAlthoughTheQueueCallsItNoAnswer(int cause) {
        Scene scene = ringing().at(600).agent("AgentRingNoAnswer", "1.1", ONE, "RingTime", "0");

        scene.at(604).hangsUp("1.1", cause);

        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.REJECTED);
        assertThat(scene.events(OfferEnded.class).get(0).ringMs()).isEqualTo(500);
    }

    @Test
    void aRefusalWhoseHangupComesFirstIsEndedOnce() {
        Scene scene = ringing()
                .at(600)
                .agent("DialEnd", "1.1", ONE, "DialStatus", "BUSY")
                .hangsUp("1.1", 17);

        scene.at(604).agent("AgentRingNoAnswer", "1.1", ONE, "RingTime", "0").settle();

        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.REJECTED);
        assertThat(scene.events(CallEvent.OfferStarted.class)).hasSize(1);
    }

    @Test
    void theLosersOfRingallAreRescinded() {
        Scene scene = ringing().rings("1.2", TWO).at(2000).agent("DialEnd", "1.1", ONE, "DialStatus", "ANSWER");
        scene.agent("DialEnd", "1.2", TWO, "DialStatus", "CANCEL")
                .leaves()
                .agent("AgentConnect", "1.1", ONE, "HoldTime", "2");

        scene.at(2005).hangsUp("1.2", 26);

        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.ACCEPTED);
        assertThat(scene.outcome(TWO)).isEqualTo(OfferOutcome.RESCINDED);
    }

    @Test
    void aCallerWhoHangsUpCancelsTheRing() {
        Scene scene = ringing().at(2000).channel("HangupRequest", CALLER);
        scene.agent("DialEnd", "1.1", ONE, "DialStatus", "CANCEL").abandons().leaves();

        scene.hangsUp("1.1", 0).hangsUp(CALLER, 0);

        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.CANCELLED);
        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.ABANDONED);
    }

    @Test
    void aQueueTimeoutWhileItRingsIsAMissNotACancel() {
        Scene scene = ringing().at(1100).agent("AgentRingNoAnswer", "1.1", ONE, "RingTime", "1000");

        scene.abandons().leaves().hangsUp("1.1", 0);

        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.TIMEOUT);
    }

    @Test
    void anOperatorWhoDropsBeforeTheBridgeIsDumped() {
        Scene scene = ringing().at(1000).agent("DialEnd", "1.1", ONE, "DialStatus", "ANSWER");

        scene.at(1500).hangsUp("1.1", 16);

        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.DUMPED);
    }

    @Test
    void aLegWhoseEndNobodyExplainsIsSettledByTheWindow() {
        Scene scene = ringing()
                .at(1000)
                .agent("DialEnd", "1.1", ONE, "DialStatus", "CANCEL")
                .hangsUp("1.1", 0);
        assertThat(scene.events(OfferEnded.class)).isEmpty();

        scene.settle();

        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.CANCELLED);
    }

    @Test
    void anAnswerWhoseOfferFellIntoAGapStillHasAnOffer() {
        Scene scene = new Scene().callerJoins().at(3000);

        scene.leaves().agent("AgentConnect", "1.1", ONE, "HoldTime", "2", "RingTime", "1");

        assertThat(scene.events(CallEvent.OfferStarted.class)).hasSize(1);
        assertThat(scene.outcome(ONE)).isEqualTo(OfferOutcome.ACCEPTED);
        assertThat(scene.events(CallEvent.Answered.class).get(0).ringMs()).isEqualTo(1000);
    }

    @Test
    void everyFrameTwiceGivesEveryEventOnce() {
        Scene scene = ringing().rings("1.1", ONE).at(4100);
        for (int i = 0; i < 2; i++) {
            scene.agent("AgentRingNoAnswer", "1.1", ONE, "RingTime", "4000");
        }
        scene.hangsUp("1.1", 0).hangsUp("1.1", 0);
        scene.agent("AgentRingNoAnswer", "1.1", ONE, "RingTime", "4000").settle();

        assertThat(scene.events(CallEvent.OfferStarted.class)).hasSize(1);
        assertThat(scene.events(OfferEnded.class)).hasSize(1);
    }
}
