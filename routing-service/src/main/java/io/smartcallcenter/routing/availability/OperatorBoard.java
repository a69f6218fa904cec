package io.smartcallcenter.routing.availability;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.decide.Availability;
import io.smartcallcenter.routing.decide.Availability.Staffing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest state of each queue and operator on each node. Written by one thread, read by many. Applying a state again, or an
 * older and then the newer one, ends in the same board.
 */
public final class OperatorBoard {

    private final Map<String, AsteriskState> states = new ConcurrentHashMap<>();

    public void put(AsteriskState state) {
        states.put(state.key(), state);
    }

    /** A tombstone of the compacted topic: the queue or operator is no more. */
    public void remove(String key) {
        states.remove(key);
    }

    /** What one node's calls can reach. */
    public Availability of(String node) {
        return new Availability() {
            @Override
            public Optional<Staffing> staffing(String queue) {
                return OperatorBoard.this.staffing(node, queue);
            }

            @Override
            public Optional<DeviceState> device(String endpoint) {
                return OperatorBoard.this.device(node, endpoint);
            }
        };
    }

    private Optional<DeviceState> device(String node, String endpoint) {
        return states.get("agent/" + node + "/" + endpoint) instanceof AgentState agent
                ? Optional.of(agent.device())
                : Optional.empty();
    }

    private Optional<Staffing> staffing(String node, String queue) {
        if (!(states.get("queue/" + node + "/" + queue) instanceof AsteriskState.Queue known)) {
            return Optional.empty();
        }
        int[] count = new int[Place.values().length];
        for (AsteriskState state : states.values()) {
            if (state instanceof AgentState agent && agent.node().equals(node)) {
                membership(agent, queue)
                        .ifPresent(membership ->
                                count[place(agent.device(), membership.paused()).ordinal()]++);
            }
        }
        return Optional.of(new Staffing(
                count[Place.FREE.ordinal()],
                count[Place.BUSY.ordinal()],
                count[Place.PAUSED.ordinal()],
                count[Place.UNREACHABLE.ordinal()],
                known.waiting().size()));
    }

    private static Optional<Membership> membership(AgentState agent, String queue) {
        return agent.memberships().stream()
                .filter(membership -> queue.equals(membership.queue()))
                .findFirst();
    }

    private enum Place {
        FREE,
        BUSY,
        PAUSED,
        UNREACHABLE
    }

    private static Place place(DeviceState device, boolean paused) {
        return switch (device) {
            case UNAVAILABLE, INVALID -> Place.UNREACHABLE;
            // app_queue rings a member of unknown device state.
            case NOT_INUSE, UNKNOWN -> paused ? Place.PAUSED : Place.FREE;
            case INUSE, BUSY, RINGING, RINGINUSE, ONHOLD -> paused ? Place.PAUSED : Place.BUSY;
        };
    }
}
