package io.smartcallcenter.gateway.normalize;

import static io.smartcallcenter.gateway.normalize.Scene.CALLER;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.FallbackReason;
import io.smartcallcenter.events.EventMeta;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalizerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Newchannel",
                "Newstate",
                "Hangup",
                "HangupRequest",
                "QueueCallerJoin",
                "QueueCallerLeave",
                "QueueCallerAbandon",
                "AgentCalled",
                "AgentRingNoAnswer",
                "AgentConnect",
                "AgentComplete",
                "DialBegin",
                "DialEnd",
                "BridgeEnter",
                "BridgeLeave",
                "Hold",
                "QueueMemberPause",
                "QueueMemberStatus",
                "QueueMemberAdded",
                "QueueMemberRemoved"
            })
    void aFrameWithoutItsFieldsIsCountedAndSkipped(String event) {
        Scene scene = new Scene();
        int before = scene.replay().published().size();

        scene.ami(event);

        assertThat(scene.replay().skipped()).isEqualTo(1);
        assertThat(scene.replay().normalizer().lastSkipped()).endsWith("is missing");
        assertThat(scene.replay().published()).hasSize(before);
    }

    @Test
    void framesOfTheWrongShapeStopNothing() {
        Scene scene = new Scene();

        scene.signal(new Signal.Ami(Map.of(), Scene.START))
                .signal(new Signal.Ami(null, Scene.START))
                .signal(new Signal.Ami(Map.of("Event", "Newchannel", "Timestamp", "yesterday"), Scene.START))
                .signal(new Signal.Ari(Map.of(), Scene.START))
                .signal(new Signal.Ari(Map.of("type", "StasisStart", "channel", "no object"), Scene.START))
                .signal(new Signal.Ari(
                        Map.of("type", "StasisStart", "timestamp", "now", "channel", Map.of("id", "1.0")), Scene.START))
                .ami("QueueCallerJoin", "Uniqueid", "1.0", "Queue", "support", "Position", "first");

        assertThat(scene.replay().skipped()).isEqualTo(7);
        assertThat(scene.callerJoins().events(CallEvent.QueueJoined.class)).hasSize(1);
    }

    @Test
    void whatOtherApplicationsGetIsNotOurs() {
        Scene scene = new Scene()
                .signal(new Signal.Ari(
                        Map.of(
                                "type",
                                "StasisStart",
                                "application",
                                "Observer",
                                "args",
                                List.of("700"),
                                "channel",
                                Map.of("id", CALLER)),
                        Scene.START));

        assertThat(scene.events(CallEvent.class)).isEmpty();
        assertThat(scene.replay().skipped()).isZero();
    }

    @Test
    void aTimeOfOursIsKnownByBeingTheReceiveTime() {
        Scene scene = new Scene()
                .signal(new Signal.Ami(
                        Map.of("Event", "QueueCallerJoin", "Uniqueid", CALLER, "Linkedid", CALLER, "Queue", "support"),
                        Scene.START.plusMillis(77)));

        EventMeta meta = scene.replay().published().stream()
                .filter(event -> event.envelope().data() instanceof CallEvent.QueueJoined)
                .map(event -> event.envelope().meta())
                .findFirst()
                .orElseThrow();
        assertThat(meta.time()).isEqualTo(meta.receivedAt()).isEqualTo(Scene.START.plusMillis(77));
    }

    @Test
    void aCallThatIsNoBusinessOfTheApplicationIsNotPublishedAndForgotten() {
        Scene scene = new Scene().at(0).channel("Newchannel", CALLER, "ChannelStateDesc", "Ring");
        scene.at(10)
                .channel("Newstate", CALLER, "ChannelStateDesc", "Up")
                .at(500)
                .hangsUp(CALLER, 16);

        scene.settle().later(Duration.ofSeconds(61));

        assertThat(scene.events(CallEvent.class)).isEmpty();
        assertThat(scene.replay().normalizer().remembered()).isZero();
    }

    @Test
    void nothingOfAnEndedCallStaysInMemoryAndItsLateFramesOpenNothing() {
        Scene scene = new Scene().callerJoins().at(6000).channel("HangupRequest", CALLER);
        scene.abandons().leaves().hangsUp(CALLER, 0);
        int ended = scene.replay().published().size();

        scene.at(6100)
                .channel("Newstate", CALLER, "ChannelStateDesc", "Up")
                .leaves()
                .rings("1.7", "PJSIP/0001");
        scene.at(6200).stasisStart(CALLER, "700");

        assertThat(scene.replay().published()).hasSize(ended);
        scene.later(Duration.ofSeconds(61));
        assertThat(scene.replay().normalizer().remembered()).isZero();
    }

    @Test
    void manyCallsLeaveNothingBehind() {
        Scene scene = new Scene();
        long most = 0;
        for (int call = 0; call < 2000; call++) {
            String id = "9." + call;
            scene.at(call * 500L).ami("Newchannel", "Uniqueid", id, "Linkedid", id, "Channel", "PJSIP/trunk-" + call);
            scene.ami("QueueCallerJoin", "Uniqueid", id, "Linkedid", id, "Queue", "support", "Position", "1");
            scene.ami("HangupRequest", "Uniqueid", id);
            scene.ami("QueueCallerAbandon", "Uniqueid", id, "Linkedid", id, "Queue", "support");
            scene.ami("QueueCallerLeave", "Uniqueid", id, "Linkedid", id, "Queue", "support");
            scene.ami("Hangup", "Uniqueid", id, "Cause", "16");
            most = Math.max(most, scene.replay().normalizer().remembered());
        }

        // A minute of tombstones, two for each call, two calls a second.
        assertThat(most).isLessThan(260);
    }

    @Test
    void whatTheExecutorTellsIsPublished() {
        Scene scene = new Scene().arrives();

        scene.signal(new Signal.FellBack(CALLER, FallbackReason.DECISION_LATE, "support", Scene.START.plusMillis(510)));
        scene.signal(new Signal.IvrStepped(CALLER, "main", "menu", "2", "sales", Scene.START.plusMillis(600)));

        assertThat(scene.events(CallEvent.Fallback.class))
                .containsExactly(new CallEvent.Fallback("pbx1/1.0", FallbackReason.DECISION_LATE, "support"));
        assertThat(scene.events(CallEvent.IvrStep.class))
                .containsExactly(new CallEvent.IvrStep("pbx1/1.0", "main", "menu", "2", "sales"));
    }

    @Test
    void theLiveViewFollowsTheCaller() {
        Scene scene = new Scene().arrives();
        assertThat(state(scene)).isEqualTo("DECIDING");

        scene.at(20).channel("QueueCallerJoin", CALLER, "Queue", "support", "Position", "1", "Count", "1");
        assertThat(state(scene)).isEqualTo("WAITING");
        scene.at(100).rings("1.1", "PJSIP/0001");
        assertThat(state(scene)).isEqualTo("RINGING");
        scene.at(1000).leaves().agent("AgentConnect", "1.1", "PJSIP/0001");
        assertThat(state(scene)).isEqualTo("TALKING");
        scene.at(2000)
                .agent("AgentComplete", "1.1", "PJSIP/0001", "Reason", "caller")
                .hangsUp(CALLER, 16);
        assertThat(scene.replay().normalizer().live().calls()).isEmpty();
    }

    private static String state(Scene scene) {
        return scene.replay().normalizer().live().calls().get(0).state();
    }

    @Test
    void waitingCallersMoveUpWhenOneLeaves() {
        Scene scene = new Scene();
        for (int i = 1; i <= 3; i++) {
            String id = "9." + i;
            scene.at(i * 100L)
                    .ami(
                            "QueueCallerJoin",
                            "Uniqueid",
                            id,
                            "Linkedid",
                            id,
                            "Queue",
                            "support",
                            "Position",
                            String.valueOf(i),
                            "Count",
                            String.valueOf(i));
        }

        scene.at(1000).ami("QueueCallerLeave", "Uniqueid", "9.1", "Linkedid", "9.1", "Queue", "support");

        assertThat(scene.replay().normalizer().live().queues().get(0).waiting())
                .extracting(waiting -> waiting.channelId() + " " + waiting.position())
                .containsExactly("9.2 1", "9.3 2");
    }
}
