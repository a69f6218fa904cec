package io.smartcallcenter.gateway.normalize;

import static io.smartcallcenter.gateway.normalize.Scene.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.TransferKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferTest {

    private static final String ONE = "PJSIP/0001";

    private static Scene talking() {
        return new Scene()
                .callerJoins()
                .at(100)
                .rings("1.1", ONE)
                .at(1100)
                .leaves()
                .agent("AgentConnect", "1.1", ONE, "HoldTime", "1");
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

        scene.at(4000)
                .ami(
                        "AttendedTransfer",
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
                        "2.0-d1",
                        "TransferTargetLinkedid",
                        "2.0",
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
}
