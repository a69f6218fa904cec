package io.smartcallcenter.routing.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.decide.Availability.Staffing;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperatorBoardTest {

    private final OperatorBoard board = new OperatorBoard();

    @Test
    void countsEachOperatorOfTheQueueOnce() {
        board.put(new AsteriskState.Queue("support", "leastrecent", 3, List.of()));
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));
        agent("PJSIP/0002", DeviceState.INUSE, new Membership("support", 0, false, ""));
        agent("PJSIP/0003", DeviceState.NOT_INUSE, new Membership("support", 0, true, "Auto-Pause"));
        agent("PJSIP/0004", DeviceState.UNAVAILABLE, new Membership("support", 0, true, "lunch"));
        agent("PJSIP/0005", DeviceState.NOT_INUSE, new Membership("sales", 0, false, ""));

        assertThat(board.staffing("support")).contains(new Staffing(1, 1, 1, 1, 3));
    }

    @Test
    void aPauseInAnotherQueueDoesNotCount() {
        board.put(new AsteriskState.Queue("support", "leastrecent", 0, List.of()));
        agent(
                "PJSIP/0001",
                DeviceState.NOT_INUSE,
                new Membership("sales", 0, true, ""),
                new Membership("support", 0, false, ""));

        assertThat(board.staffing("support")).contains(new Staffing(1, 0, 0, 0, 0));
    }

    @Test
    void theNewestStateReplacesTheOlderAndATombstoneRemovesIt() {
        agent("PJSIP/0001", DeviceState.NOT_INUSE);
        agent("PJSIP/0001", DeviceState.UNAVAILABLE);
        assertThat(board.device("PJSIP/0001")).contains(DeviceState.UNAVAILABLE);

        board.remove("agent/PJSIP/0001");
        assertThat(board.device("PJSIP/0001")).isEmpty();
    }

    @Test
    void aQueueThatWasNeverReportedIsNotKnown() {
        agent("PJSIP/0001", DeviceState.NOT_INUSE, new Membership("support", 0, false, ""));

        assertThat(board.staffing("support")).isEmpty();
    }

    private void agent(String endpoint, DeviceState device, Membership... memberships) {
        board.put(new AsteriskState.AgentState(new Agent(endpoint, null), device, List.of(memberships)));
    }
}
