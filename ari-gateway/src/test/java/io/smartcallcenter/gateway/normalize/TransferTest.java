package io.smartcallcenter.gateway.normalize;

import static io.smartcallcenter.gateway.normalize.Scene.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.TransferKind;
import io.smartcallcenter.events.NodeEvent.Link;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final String ONE = "PJSIP/0001";
    private static final String FAR_HALF = "3.1";
    private static final String LEG = FAR_HALF + "-d1";
    private static final String LOCAL = "Local/702@internal-00000000;2";

    private static Scene talking() {
        return new Scene()
                .callerJoins()
                .at(100)
                .rings("1.1", ONE)
                .at(1100)
                .leaves()
                .agent("AgentConnect", "1.1", ONE, "HoldTime", "1");
    }

    /** The operator of leg 1.1 connects the caller with whom they reached by their own call 2.0. */
    private static void attendedTransfer(Scene scene, String target, String... more) {
        Stream<String> transfer = Stream.of(
                "Result",
                "Success",
                "OrigTransfererUniqueid",
                "1.1",
                "OrigTransfererLinkedid",
                CALLER,
                "SecondTransfererUniqueid",
                "2.0",
                "SecondTransfererLinkedid",
                "2.0",
                "TransfereeUniqueid",
                CALLER,
                "TransfereeLinkedid",
                CALLER,
                "TransferTargetUniqueid",
                target,
                "TransferTargetLinkedid",
                "2.0");
        scene.ami("AttendedTransfer", Stream.concat(transfer, Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void aBlindTransferReleasesTheOperatorAndAsksForADecisionAgain() {
        Scene scene = talking().at(3000);

        for (int i = 0; i < 2; i++) {
            scene.ami(
                    "BlindTransfer",
                    "Result",
                    "Success",
                    "TransfererUniqueid",
                    "1.1",
                    "TransfererLinkedid",
                    CALLER,
                    "TransfereeUniqueid",
                    CALLER,
                    "TransfereeLinkedid",
                    CALLER,
                    "Extension",
                    "702");
        }
        scene.at(3005).channel("BridgeLeave", "1.1").hangsUp("1.1", 16).at(3010);
        scene.stasisStart(CALLER, "702").stasisStart(CALLER, "702");

        assertThat(scene.events(CallEvent.Transferred.class)).singleElement().satisfies(transferred -> {
            assertThat(transferred.kind()).isEqualTo(TransferKind.BLIND);
            assertThat(transferred.from().iface()).isEqualTo(ONE);
            assertThat(transferred.target()).isEqualTo("702");
        });
        assertThat(scene.events(CallEvent.Released.class))
                .singleElement()
                .satisfies(released -> assertThat(released.endedBy()).isEqualTo(EndedBy.TRANSFER));
        assertThat(scene.events(CallEvent.RouteRequested.class))
                .extracting(CallEvent.RouteRequested::reason)
                .containsExactly(RouteReason.NEW, RouteReason.TRANSFER);
        assertThat(scene.events(CallEvent.RouteRequested.class))
                .extracting(CallEvent.RouteRequested::requestId)
                .doesNotHaveDuplicates();
        assertThat(scene.events(CallEvent.Started.class)).hasSize(1);
    }

    @Test
    void aTransferThatFailedIsNone() {
        Scene scene = talking().ami("BlindTransfer", "Result", "Fail", "TransfererUniqueid", "1.1");

        assertThat(scene.events(CallEvent.Transferred.class)).isEmpty();
    }

    @Test
    void afterAnAttendedTransferTheConsultationLivesOnInTheChannelThatTookItsPlace() {
        Scene scene = talking().at(2000);
        scene.ami("Newchannel", "Uniqueid", "2.0", "Linkedid", "2.0", "Channel", "PJSIP/0001-00000002")
                .at(2010)
                .stasisStart("2.0", "0003");

        attendedTransfer(
                scene.at(4000),
                "2.0-d1",
                "TransferTargetChannel",
                "PJSIP/0003-00000003",
                "DestType",
                "Link",
                "LocalTwoUniqueid",
                "3.1",
                "LocalTwoChannel",
                "Local/_attended@transfer-00000000;2");
        scene.agent("AgentComplete", "1.1", ONE, "Reason", "transfer");
        scene.ami("Hangup", "Uniqueid", "2.0", "Cause", "16").hangsUp("1.1", 16).settle();

        assertThat(scene.events(CallEvent.Transferred.class)).singleElement().satisfies(transferred -> {
            assertThat(transferred.kind()).isEqualTo(TransferKind.ATTENDED);
            assertThat(transferred.from().iface()).isEqualTo(ONE);
            assertThat(transferred.target()).isEqualTo("PJSIP/0003-00000003");
        });
        assertThat(scene.events(CallEvent.Ended.class)).isEmpty();
        scene.ami("Hangup", "Uniqueid", "3.1", "Cause", "16")
                .hangsUp(CALLER, 16)
                .settle();
        assertThat(scene.events(CallEvent.Ended.class))
                .extracting(CallEvent.Ended::callId)
                .containsExactlyInAnyOrder("pbx1/1.0", "pbx1/2.0");
    }

    @Test
    void aChannelThatReplacesAnotherNeedsNoDecision() {
        Scene scene = new Scene().arrives().at(500);

        scene.signal(new Signal.Ari(
                Map.of(
                        "type", "StasisStart",
                        "args", List.of(),
                        "channel", Map.of("id", "3.1", "name", "Local/_attended@transfer-00000000;2"),
                        "replace_channel", Map.of("id", CALLER)),
                Scene.START.plusMillis(500)));
        scene.hangsUp(CALLER, 16).settle();

        assertThat(scene.events(CallEvent.RouteRequested.class)).hasSize(1);
        assertThat(scene.events(CallEvent.Ended.class)).isEmpty();
    }

    @Test
    void aLocalChannelThatAriTellsFirstBelongsToTheCallThatAmiNames() {
        Scene scene = talking().at(3000).entersApplication(FAR_HALF, LOCAL, "702");
        assertThat(scene.events(CallEvent.RouteRequested.class)).hasSize(1);

        scene.at(3300).channel("Newchannel", FAR_HALF, "ChannelStateDesc", "Ring");

        assertThat(scene.events(CallEvent.RouteRequested.class)).last().satisfies(request -> {
            assertThat(request.callId()).isEqualTo("pbx1/" + CALLER);
            assertThat(request.channelId()).isEqualTo(FAR_HALF);
            assertThat(request.reason()).isEqualTo(RouteReason.TRANSFER);
        });
        assertThat(scene.events(CallEvent.Started.class)).hasSize(1);
        scene.settle();
        assertThat(scene.events(CallEvent.RouteRequested.class)).hasSize(2);
    }

    /** The application rings a colleague for the Local channel that stands for the caller: the two of them talk in a bridge of their own. */
    @Test
    void aColleagueIsConnectedWithTheLocalChannelThatStandsForTheCaller() {
        Scene scene = talking().at(3000).channel("Newchannel", FAR_HALF).entersApplication(FAR_HALF, LOCAL, "0004");
        scene.channel("BridgeEnter", CALLER, "BridgeUniqueid", "first")
                .channel("Newchannel", LEG)
                .entersApplication(LEG, "PJSIP/0004-00000004", "dialed", FAR_HALF)
                .ami("DialBegin", "DestUniqueid", LEG, "DestLinkedid", CALLER, "DestChannel", "PJSIP/0004-00000004")
                .at(4000)
                .ami("DialEnd", "DestUniqueid", LEG, "DialStatus", "ANSWER")
                .channel("BridgeEnter", FAR_HALF, "BridgeUniqueid", "second")
                .channel("BridgeEnter", LEG, "BridgeUniqueid", "second");

        assertThat(scene.events(CallEvent.Answered.class))
                .extracting(CallEvent.Answered::offerId)
                .containsExactly("pbx1/1.1", "pbx1/" + LEG);

        scene.at(6000)
                .channel("HangupRequest", CALLER)
                .channel("BridgeLeave", LEG)
                .hangsUp(LEG, 16);
        assertThat(scene.events(CallEvent.Released.class)).last().satisfies(released -> {
            assertThat(released.offerId()).isEqualTo("pbx1/" + LEG);
            assertThat(released.endedBy()).isEqualTo(EndedBy.CALLER);
        });
    }

    @Test
    void aLocalChannelOfWhichAmiSaysNothingIsRoutedAllTheSame() {
        Scene scene = talking().at(3000).entersApplication(FAR_HALF, LOCAL, "702");

        scene.settle();

        assertThat(scene.events(CallEvent.RouteRequested.class))
                .extracting(CallEvent.RouteRequested::channelId)
                .containsExactly(CALLER, FAR_HALF);
    }

    @Test
    void aLocalChannelThatIsFoundWaitingWaitsNoLonger() {
        Scene scene = talking().at(3000).entersApplication(FAR_HALF, LOCAL, "702");

        scene.at(3600).entersApplication(FAR_HALF, LOCAL, "702");

        assertThat(scene.events(CallEvent.RouteRequested.class)).hasSize(2);
    }

    @Test
    void aLocalChannelThatHasLeftBeforeAmiToldOfItNeedsNoDecision() {
        Scene scene = talking().at(3000).entersApplication(FAR_HALF, LOCAL, "702");
        scene.signal(new Signal.Ari(
                Map.of("type", "StasisEnd", "channel", Map.of("id", FAR_HALF, "name", LOCAL)),
                Scene.START.plusMillis(3010)));

        scene.at(3300).channel("Newchannel", FAR_HALF).settle();

        assertThat(scene.events(CallEvent.RouteRequested.class)).hasSize(1);
    }

    /** Two calls of the same operator become one talk: the caller of the first is nobody's of the second. */
    @Test
    void theCallOfTheConsultationEndsWithWhomItConsulted() {
        Scene scene = talking().at(2000);
        scene.ami("Newchannel", "Uniqueid", "2.0", "Linkedid", "2.0", "Channel", "PJSIP/0001-00000002")
                .at(2010)
                .stasisStart("2.0", "702")
                .ami("Newchannel", "Uniqueid", "2.1", "Linkedid", "2.0", "Channel", "PJSIP/0003-00000003");

        attendedTransfer(scene.at(4000), "2.1", "DestType", "Bridge");
        scene.ami("Hangup", "Uniqueid", "2.0", "Cause", "16").hangsUp("1.1", 16).settle();
        assertThat(scene.events(CallEvent.Ended.class)).isEmpty();

        scene.at(9000).hangsUp(CALLER, 16).settle();
        assertThat(scene.events(CallEvent.Ended.class))
                .extracting(CallEvent.Ended::callId)
                .containsExactly("pbx1/1.0");
        scene.ami("Hangup", "Uniqueid", "2.1", "Cause", "16").settle();
        assertThat(scene.events(CallEvent.Ended.class)).hasSize(2);
    }

    @Test
    void whileAmiIsAwayALocalChannelWaitsForNothing() {
        Scene scene = talking().at(3000);
        scene.signal(new Signal.LinkDown(Link.AMI, "cut", Scene.START.plusMillis(3000), Scene.START.plusMillis(3000)));

        scene.entersApplication(FAR_HALF, LOCAL, "702");

        assertThat(scene.events(CallEvent.RouteRequested.class)).hasSize(2);
    }
}
