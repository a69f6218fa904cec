package io.smartcallcenter.gateway.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.DeviceState;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembersTest {

    private static Scene member(Scene scene, String event, String queue, String... more) {
        String[] fields = new String[more.length + 6];
        System.arraycopy(
                new String[] {"Queue", queue, "Interface", "PJSIP/0001", "MemberName", "Agent One"}, 0, fields, 0, 6);
        System.arraycopy(more, 0, fields, 6, more.length);
        return scene.ami(event, fields);
    }

    @Test
    void theSameChangeOfThePhoneIsToldOnceHoweverManyQueuesRepeatIt() {
        Scene scene = new Scene();

        for (String status : new String[] {"1", "6", "2"}) {
            member(scene, "QueueMemberStatus", "support", "Status", status);
            member(scene, "QueueMemberStatus", "sales", "Status", status);
            member(scene, "QueueMemberStatus", "support", "Status", status);
        }

        assertThat(scene.events(AgentEvent.Device.class))
                .extracting(AgentEvent.Device::state)
                .containsExactly(DeviceState.NOT_INUSE, DeviceState.RINGING, DeviceState.INUSE);
    }

    @Test
    void aPauseInEachQueueIsOneEventEachAndAnotherReasonIsAnotherPause() {
        Scene scene = new Scene();
        for (int i = 0; i < 2; i++) {
            member(scene, "QueueMemberPause", "support", "Paused", "1", "PausedReason", "lunch");
        }
        member(scene, "QueueMemberPause", "sales", "Paused", "1", "PausedReason", "lunch");

        scene.at(1000);
        member(scene, "QueueMemberPause", "support", "Paused", "1", "PausedReason", "training");
        member(scene, "QueueMemberPause", "support", "Paused", "0", "PausedReason", "");

        assertThat(scene.events(AgentEvent.Paused.class))
                .extracting(paused -> paused.queue() + " " + paused.reason() + " " + paused.auto())
                .containsExactly("support lunch false", "sales lunch false", "support training false");
        assertThat(scene.events(AgentEvent.Unpaused.class)).hasSize(1);
    }

    @Test
    void autopauseIsMarked() {
        Scene scene = new Scene();

        member(scene, "QueueMemberPause", "support", "Paused", "1", "PausedReason", "Auto-Pause");

        assertThat(scene.events(AgentEvent.Paused.class)).singleElement().satisfies(paused -> assertThat(paused.auto())
                .isTrue());
    }

    @Test
    void addedAndRemovedAreToldOnceAndTheStateFollows() {
        Scene scene = new Scene();
        for (int i = 0; i < 2; i++) {
            member(scene, "QueueMemberAdded", "dyn", "Paused", "1", "PausedReason", "lunch", "Status", "1");
        }

        scene.at(1000);
        for (int i = 0; i < 2; i++) {
            member(scene, "QueueMemberRemoved", "dyn", "Paused", "1", "Status", "1");
        }

        assertThat(scene.events(AgentEvent.Added.class)).singleElement().satisfies(added -> assertThat(added.paused())
                .isTrue());
        assertThat(scene.events(AgentEvent.Removed.class)).hasSize(1);
        assertThat(scene.events(AsteriskState.AgentState.class))
                .extracting(state -> state.memberships().size())
                .containsExactly(1, 0);
        assertThat(scene.events(AsteriskState.Queue.class))
                .extracting(AsteriskState.Queue::members)
                .containsExactly(List.of("PJSIP/0001"), List.of());
    }

    @Test
    void anUnchangedStateIsNotPublishedAgain() {
        Scene scene = new Scene();
        member(scene, "QueueMemberStatus", "support", "Status", "1");
        int before = scene.replay().published().size();

        member(scene, "QueueMemberStatus", "support", "Status", "1", "InCall", "0", "CallsTaken", "3");

        assertThat(scene.replay().published()).hasSize(before);
    }

    @Test
    void autopauseOfTheOneQueueLeavesTheOthersServed() {
        Scene scene = new Scene();
        for (String queue : List.of("support", "sales")) {
            member(scene, "QueueMemberStatus", queue, "Status", "1");
        }

        member(scene, "QueueMemberPause", "support", "Status", "6", "Paused", "1", "PausedReason", "Auto-Pause");

        AsteriskState.AgentState state = last(scene.events(AsteriskState.AgentState.class));
        assertThat(state.memberships())
                .extracting(membership -> membership.queue() + " " + membership.paused())
                .containsExactlyInAnyOrder("support true", "sales false");
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
