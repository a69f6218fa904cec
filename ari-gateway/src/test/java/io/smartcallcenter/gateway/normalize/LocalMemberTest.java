package io.smartcallcenter.gateway.normalize;

import static io.smartcallcenter.gateway.normalize.Scene.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import org.junit.jupiter.api.Test;

/**
 * Members as FreePBX makes them: the queue rings {@code Local/0001@from-queue/n}, whose far half dials the phone. Four channels
 * and two bridges stand for one conversation, and only the near half is the operator's leg.
 */
class LocalMemberTest {

    private static final String MEMBER = "Local/0001@from-queue/n";
    private static final String NEAR = "1.1";
    private static final String FAR = "1.2";
    private static final String PHONE = "1.3";

    private static Scene channel(Scene scene, String event, String id, String name, String... more) {
        String[] fields = new String[more.length + 6];
        System.arraycopy(new String[] {"Uniqueid", id, "Linkedid", CALLER, "Channel", name}, 0, fields, 0, 6);
        System.arraycopy(more, 0, fields, 6, more.length);
        return scene.ami(event, fields);
    }

    private static Scene ringing() {
        Scene scene = new Scene().callerJoins().at(100);
        channel(scene, "Newchannel", NEAR, "Local/0001@from-queue-00000001;1");
        channel(scene, "Newchannel", FAR, "Local/0001@from-queue-00000001;2");
        scene.agent("AgentCalled", NEAR, MEMBER, "DestChannel", "Local/0001@from-queue-00000001;1");
        channel(scene, "Newchannel", PHONE, "PJSIP/0001-00000007");
        // The far half dials: it has a caller's side, and its leg is no offer of its own.
        channel(
                scene,
                "DialBegin",
                FAR,
                "Local/0001@from-queue-00000001;2",
                "DestUniqueid",
                PHONE,
                "DestLinkedid",
                CALLER);
        return scene;
    }

    private static Scene talking() {
        Scene scene = ringing().at(2000);
        channel(scene, "DialEnd", FAR, "x", "DestUniqueid", PHONE, "DestLinkedid", CALLER, "DialStatus", "ANSWER");
        channel(scene, "BridgeEnter", PHONE, "PJSIP/0001-00000007", "BridgeUniqueid", "inner");
        channel(scene, "BridgeEnter", FAR, "x", "BridgeUniqueid", "inner");
        scene.at(2010).leaves().agent("AgentConnect", NEAR, MEMBER, "HoldTime", "2", "RingTime", "2");
        channel(scene, "BridgeEnter", NEAR, "x", "BridgeUniqueid", "outer");
        channel(scene, "BridgeEnter", CALLER, "x", "BridgeUniqueid", "outer");
        return scene;
    }

    @Test
    void oneConversationIsOneOfferAndOneAnswer() {
        Scene scene = talking();

        assertThat(scene.outcome(MEMBER)).isEqualTo(OfferOutcome.ACCEPTED);
        assertThat(scene.events(CallEvent.Answered.class)).hasSize(1);
        assertThat(scene.left().outcome()).isEqualTo(EntryOutcome.ANSWERED);
    }

    @Test
    void thePhoneThatHoldsIsTheOperatorOfTheLocalChannel() {
        Scene scene = talking().at(3000).channel("Hold", PHONE);

        assertThat(scene.events(CallEvent.Hold.class))
                .singleElement()
                .satisfies(hold -> assertThat(hold.agent().iface()).isEqualTo(MEMBER));
    }

    @Test
    void aHoldOfThePhoneNamesTheOfferThatWasAnswered() {
        Scene scene = talking().at(3000).channel("Hold", PHONE).at(5000).channel("Unhold", PHONE);

        String offer = scene.events(CallEvent.Answered.class).get(0).offerId();
        assertThat(offer).isEqualTo("pbx1/" + NEAR);
        assertThat(scene.events(CallEvent.Hold.class)).singleElement().satisfies(hold -> {
            assertThat(hold.channelId()).isEqualTo(PHONE);
            assertThat(hold.offerId()).isEqualTo(offer);
        });
        assertThat(scene.events(CallEvent.Unhold.class)).singleElement().satisfies(unhold -> {
            assertThat(unhold.channelId()).isEqualTo(PHONE);
            assertThat(unhold.offerId()).isEqualTo(offer);
        });
    }

    @Test
    void aHoldByTheCallerIsNobodysHold() {
        Scene scene = talking().at(3000).channel("Hold", CALLER);

        assertThat(scene.events(CallEvent.Hold.class)).singleElement().satisfies(hold -> {
            assertThat(hold.agent()).isNull();
            assertThat(hold.offerId()).isNull();
        });
    }

    @Test
    void theTalkEndsOnceWhicheverOfTheFourChannelsGoesFirst() {
        Scene scene = talking().at(9000);
        channel(scene, "HangupRequest", PHONE, "x");
        channel(scene, "BridgeLeave", PHONE, "x", "BridgeUniqueid", "inner").hangsUp(PHONE, 16);
        channel(scene, "BridgeLeave", FAR, "x", "BridgeUniqueid", "inner").hangsUp(FAR, 16);
        channel(scene, "BridgeLeave", NEAR, "x", "BridgeUniqueid", "outer");
        scene.agent("AgentComplete", NEAR, MEMBER, "TalkTime", "7", "Reason", "agent")
                .hangsUp(NEAR, 16);
        scene.at(9010).hangsUp(CALLER, 16).settle();

        assertThat(scene.events(CallEvent.Released.class)).singleElement().satisfies(released -> {
            assertThat(released.endedBy()).isEqualTo(EndedBy.AGENT);
            assertThat(released.talkMs()).isEqualTo(6990);
            assertThat(released.agent().iface()).isEqualTo(MEMBER);
        });
        assertThat(scene.events(CallEvent.Ended.class)).hasSize(1);
    }

    @Test
    void aBlindTransferByThePhoneIsTheOperators() {
        Scene scene = talking().at(3000);
        scene.ami(
                "BlindTransfer",
                "Result",
                "Success",
                "TransfererUniqueid",
                PHONE,
                "TransfererLinkedid",
                CALLER,
                "TransfereeUniqueid",
                FAR,
                "TransfereeLinkedid",
                CALLER,
                "Extension",
                "702");

        assertThat(scene.events(CallEvent.Transferred.class))
                .singleElement()
                .satisfies(transferred -> assertThat(transferred.from().iface()).isEqualTo(MEMBER));
    }

    @Test
    void aMissedRingIsTheMembersAndTheFarHalfChangesNothing() {
        Scene scene = ringing().at(4100).agent("AgentRingNoAnswer", NEAR, MEMBER, "RingTime", "4000");
        channel(scene, "DialEnd", FAR, "x", "DestUniqueid", PHONE, "DestLinkedid", CALLER, "DialStatus", "CANCEL");
        scene.hangsUp(PHONE, 0).hangsUp(NEAR, 0).hangsUp(FAR, 0).settle();

        assertThat(scene.outcome(MEMBER)).isEqualTo(OfferOutcome.TIMEOUT);
    }

    @Test
    void thePhonesStateIsTheMembersState() {
        Scene scene = new Scene()
                .ami(
                        "QueueMemberStatus",
                        "Queue",
                        "support",
                        "Interface",
                        MEMBER,
                        "StateInterface",
                        "PJSIP/0001",
                        "MemberName",
                        "Agent One",
                        "Status",
                        "6",
                        "Paused",
                        "0");

        assertThat(scene.events(AgentEvent.Device.class)).singleElement().satisfies(device -> {
            assertThat(device.agent().iface()).isEqualTo(MEMBER);
            assertThat(device.state()).isEqualTo(DeviceState.RINGING);
        });
    }
}
