package io.smartcallcenter.routing.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.routing.decide.Availability.Presence;
import io.smartcallcenter.routing.decide.Availability.Staffing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OperatorBoardTest {

    private static final Instant AT = Instant.parse("2026-11-23T05:00:00Z");

    private final OperatorBoard board = new OperatorBoard();

    @Test
    void countsEachOperatorOfTheQueueOnce() {
        board.put(queue("pbx1", 3), AT);
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));
        agent("PJSIP/0002", DeviceState.INUSE, new Membership("support", 0, false, ""));
        agent("PJSIP/0003", DeviceState.NOT_INUSE, new Membership("support", 0, true, "Auto-Pause"));
        agent("PJSIP/0004", DeviceState.UNAVAILABLE, new Membership("support", 0, true, "lunch"));
        agent("PJSIP/0005", DeviceState.NOT_INUSE, new Membership("sales", 0, false, ""));

        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(1, 1, 1, 1, 3));
    }

    @Test
    void aPauseInAnotherQueueDoesNotCount() {
        board.put(queue("pbx1", 0), AT);
        agent(
                "PJSIP/0001",
                DeviceState.NOT_INUSE,
                new Membership("sales", 0, true, ""),
                new Membership("support", 0, false, ""));

        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(1, 0, 0, 0, 0));
    }

    @Test
    void theNewestStateReplacesTheOlderAndATombstoneRemovesIt() {
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));
        agent("PJSIP/0001", DeviceState.UNAVAILABLE, new Membership("support", 0, false, ""));
        assertThat(board.of("pbx1").device("PJSIP/0001")).contains(DeviceState.UNAVAILABLE);

        board.remove("agent/pbx1/PJSIP/0001");
        assertThat(board.of("pbx1").device("PJSIP/0001")).isEmpty();
    }

    @Test
    void theStrategiesOfANodeAreThoseThatWereReportedLast() {
        board.put(new AsteriskState.Queue("pbx1", "support", "leastrecent", List.of(), List.of()), AT);
        board.put(new AsteriskState.Queue("pbx1", "support", "ringall", List.of(), List.of()), AT);
        board.put(new AsteriskState.Queue("pbx1", "unknown", null, List.of(), List.of()), AT);
        assertThat(board.strategies("pbx1")).containsExactly(Map.entry("support", "ringall"));
        assertThat(board.strategies("pbx2")).isEmpty();

        board.remove("queue/pbx1/support");
        assertThat(board.strategies("pbx1")).isEmpty();
    }

    /** Asterisk tells of members only: what it said last of a phone that has left all queues says nothing of it now. */
    @Test
    void thePhoneOfAnOperatorWhoLeftAllQueuesIsNotKnown() {
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));
        agent("PJSIP/0001", DeviceState.NOT_INUSE);

        assertThat(board.of("pbx1").presence("PJSIP/0001")).isEmpty();
        assertThat(board.agents("PJSIP/0001")).hasSize(1);
    }

    @Test
    void aQueueThatWasNeverReportedIsNotKnown() {
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));

        assertThat(board.of("pbx1").staffing("support")).isEmpty();
    }

    @Test
    void aQueueAndAPhoneOfTheSameNameOnAnotherNodeAreOthers() {
        board.put(queue("pbx1", 3), AT);
        board.put(queue("pbx2", 1), AT);
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));

        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(1, 0, 0, 0, 3));
        assertThat(board.of("pbx2").staffing("support")).contains(new Staffing(0, 0, 0, 0, 1));
        assertThat(board.of("pbx2").device("PJSIP/0001")).isEmpty();
    }

    @Test
    void anOperatorWhoLeavesAQueueIsCountedThereNoMore() {
        board.put(queue("pbx1", 0), AT);
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));
        agent("PJSIP/0001", DeviceState.INUSE, new Membership("sales", 0, false, ""));
        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(0, 0, 0, 0, 0));

        agent("PJSIP/0001", DeviceState.INUSE, new Membership("support", 0, false, ""));
        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(0, 1, 0, 0, 0));

        board.remove("agent/pbx1/PJSIP/0001");
        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(0, 0, 0, 0, 0));

        board.remove("queue/pbx1/support");
        assertThat(board.of("pbx1").staffing("support")).isEmpty();
    }

    @Test
    void whoeverIsPausedInOneQueueIsNotFreeForADirectOffer() {
        agent(
                "PJSIP/0001",
                DeviceState.NOT_INUSE,
                new Membership("sales", 0, true, ""),
                new Membership("support", 0, false, ""));
        agent("PJSIP/0002", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));
        agent("PJSIP/0003", DeviceState.UNKNOWN, new Membership("support", 0, false, ""));

        assertThat(board.of("pbx1").presence("PJSIP/0001").orElseThrow().free()).isFalse();
        assertThat(board.of("pbx1").presence("PJSIP/0002")).contains(new Presence(DeviceState.NOT_INUSE, false, AT));
        assertThat(board.of("pbx1").presence("PJSIP/0003").orElseThrow().free()).isFalse();
        assertThat(board.of("pbx1").presence("PJSIP/0004")).isEmpty();
    }

    @Test
    void aStateWithoutAQueueAndAKeyOfNoStateChangeNothing() {
        board.put(queue("pbx1", 0), AT);
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership(null, 0, false, ""));
        board.remove("support");
        board.remove("agent/pbx9/PJSIP/0001");

        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(0, 0, 0, 0, 0));
        assertThat(board.nodes()).containsExactly("pbx1");
    }

    @Test
    void everyNodeThatKnowsAPhoneIsAsked() {
        agent("PJSIP/0001", DeviceState.NOT_INUSE);
        board.put(new AgentState("pbx0", new Agent("PJSIP/0001", null), DeviceState.INUSE, List.of()), AT);

        assertThat(board.agents("PJSIP/0001")).extracting(AgentState::node).containsExactly("pbx0", "pbx1");
        assertThat(board.agents("PJSIP/0002")).isEmpty();
    }

    @Test
    void onlyOperatorsWithinThePenaltyCountForACallThatOthersAreNotOfferedTo() {
        board.put(queue("pbx1", 2), AT);
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, true, ""));
        agent("PJSIP/0002", DeviceState.INUSE, new Membership("support", 3, false, ""));
        agent("PJSIP/0003", DeviceState.NOT_INUSE, new Membership("support", 5, false, ""));

        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(1, 1, 1, 0, 2));
        assertThat(board.of("pbx1").staffing("support", 5)).contains(new Staffing(1, 1, 1, 0, 2));
        assertThat(board.of("pbx1").staffing("support", 4)).contains(new Staffing(0, 1, 1, 0, 2));
        assertThat(board.of("pbx1").staffing("support", 0)).contains(new Staffing(0, 0, 1, 0, 2));

        agent("PJSIP/0003", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));
        assertThat(board.of("pbx1").staffing("support", 0)).contains(new Staffing(1, 0, 1, 0, 2));
        assertThat(board.of("pbx1").staffing("sales", 0)).isEmpty();
    }

    @Test
    void whileTheManagerInterfaceIsAwayNothingIsKnown() {
        board.put(queue("pbx1", 25), AT);
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, true, ""));

        board.put(new AsteriskState.Node("pbx1", true, false, NodeMode.FULL), AT);
        assertThat(board.of("pbx1").staffing("support")).isEmpty();
        assertThat(board.of("pbx1").presence("PJSIP/0001")).isEmpty();
        assertThat(board.copyOf("pbx1").staffing("support")).isEmpty();

        board.put(new AsteriskState.Node("pbx1", true, true, NodeMode.FULL), AT);
        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(0, 0, 1, 0, 25));
    }

    @Test
    void aCopyLivesItsOwnLife() {
        board.put(queue("pbx1", 2), AT);
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));
        NodeBoard copy = board.copyOf("pbx1");

        agent("PJSIP/0001", DeviceState.INUSE, new Membership("support", 0, false, ""));

        assertThat(copy.staffing("support")).contains(new Staffing(1, 0, 0, 0, 2));
        assertThat(copy.presence("PJSIP/0001")).contains(new Presence(DeviceState.NOT_INUSE, false, AT));
        assertThat(board.of("pbx1").staffing("support")).contains(new Staffing(0, 1, 0, 0, 2));
    }

    private static AsteriskState queue(String node, int waiting) {
        List<AsteriskState.Waiting> callers = IntStream.rangeClosed(1, waiting)
                .mapToObj(i -> new AsteriskState.Waiting(node + "/" + i, node + "/e" + i, null, i, Instant.EPOCH))
                .toList();
        return new AsteriskState.Queue(node, "support", "leastrecent", callers, List.of());
    }

    private void agent(String endpoint, DeviceState device, Membership... memberships) {
        board.put(new AgentState("pbx1", new Agent(endpoint, null), device, List.of(memberships)), AT);
    }
}
