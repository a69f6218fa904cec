package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.AsteriskState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whom app_queue has paused, from single changes and from whole states. */
final class PauseFacts {

    /** What app_queue gives as the reason of its own pauses. */
    private static final String AUTO_PAUSE = "Auto-Pause";

    /** Timestamps of one node step back by a few milliseconds (ARI), so only what is clearly older is late. */
    private static final Duration JITTER = Duration.ofSeconds(1);

    private static final int MOST = 5_000;

    private final Map<String, Operator> operators = new Newest<>(MOST);

    /** Of one interface, which is another phone on another node. */
    private static final class Operator {

        private final Map<String, Instant> newest = new HashMap<>();
        private final Map<Place, Instant> paused = new HashMap<>();
        private String name;

        private boolean late(String node, Instant at) {
            Instant known = newest.merge(node, at, (before, seen) -> seen.isAfter(before) ? seen : before);
            return at.isBefore(known.minus(JITTER));
        }
    }

    private record Place(String node, String queue) {}

    void apply(AgentEvent event, String node, Instant at) {
        Operator operator = operator(event.agent());
        if (operator.late(node, at)) {
            return;
        }
        if (event instanceof AgentEvent.Paused paused) {
            Place place = new Place(node, paused.queue());
            if (paused.auto()) {
                operator.paused.putIfAbsent(place, at);
            } else {
                operator.paused.remove(place);
            }
        } else if (event instanceof AgentEvent.Unpaused unpaused) {
            operator.paused.remove(new Place(node, unpaused.queue()));
        } else if (event instanceof AgentEvent.Removed removed) {
            operator.paused.remove(new Place(node, removed.queue()));
        } else if (event instanceof AgentEvent.Added added) {
            operator.paused.remove(new Place(node, added.queue()));
        }
    }

    void apply(AsteriskState.AgentState state, Instant at) {
        Operator operator = operator(state.agent());
        if (operator.late(state.node(), at)) {
            return;
        }
        Map<Place, Instant> paused = new HashMap<>();
        for (AsteriskState.Membership membership : state.memberships()) {
            if (membership.paused() && AUTO_PAUSE.equals(membership.pauseReason())) {
                Place place = new Place(state.node(), membership.queue());
                paused.put(place, operator.paused.getOrDefault(place, at));
            }
        }
        operator.paused.keySet().removeIf(place -> place.node.equals(state.node()));
        operator.paused.putAll(paused);
    }

    private Operator operator(Agent agent) {
        Operator operator = operators.computeIfAbsent(agent.iface(), iface -> new Operator());
        if (operator.name == null || !agent.name().equals(agent.iface())) {
            operator.name = agent.name();
        }
        return operator;
    }

    void read(List<Reading> readings) {
        operators.forEach((iface, operator) -> readings.add(new Reading(
                AlertKind.OPERATOR_AUTO_PAUSED,
                iface,
                operator.paused.isEmpty() ? 0 : 1,
                operator.paused.values().stream().min(Instant::compareTo).orElse(null),
                0,
                People.named(operator.name, iface) + queues(operator))));
    }

    private static String queues(Operator operator) {
        Map<String, Boolean> names = new TreeMap<>();
        operator.paused.keySet().forEach(place -> names.put(place.queue, true));
        return names.isEmpty() ? "" : ", member of " + String.join(", ", names.keySet()) + ",";
    }
}
