package io.smartcallcenter.routing.availability;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.decide.Availability;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest state of each queue and operator. Written by one thread, read by many. Applying a state again, or an older and
 * then the newer one, ends in the same board.
 */
public final class OperatorBoard implements Availability {

    private final Map<String, AsteriskState> states = new ConcurrentHashMap<>();

    public void put(AsteriskState state) {
        states.put(state.key(), state);
    }

    /** A tombstone of the compacted topic: the queue or operator is no more. */
    public void remove(String key) {
        states.remove(key);
    }

    @Override
    public Optional<DeviceState> device(String endpoint) {
        return states.get("agent/" + endpoint) instanceof AgentState agent
                ? Optional.of(agent.device())
                : Optional.empty();
    }

    @Override
    public Optional<Staffing> staffing(String queue) {
        if (!(states.get("queue/" + queue) instanceof AsteriskState.Queue known)) {
            return Optional.empty();
        }
        int[] count = new int[Place.values().length];
        for (AsteriskState state : states.values()) {
            if (state instanceof AgentState agent) {
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
                known.waiting()));
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
