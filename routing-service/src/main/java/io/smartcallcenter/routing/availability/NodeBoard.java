package io.smartcallcenter.routing.availability;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.routing.decide.Availability;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One Asterisk node. How many operators of a queue are where is counted when a state comes, because a decision has no time for two
 * thousand operators. A reader sees each queue before or after a change, never between.
 */
public final class NodeBoard implements Availability {

    private final Map<String, Reported> agents = new ConcurrentHashMap<>();
    private final Map<String, Places> places = new ConcurrentHashMap<>();
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();
    private final Map<String, String> strategies = new ConcurrentHashMap<>();

    NodeBoard() {}

    private record Reported(AgentState state, Presence presence) {}

    NodeBoard copy() {
        NodeBoard copy = new NodeBoard();
        agents.values()
                .forEach(agent -> copy.put(agent.state(), agent.presence().since()));
        copy.waiting.putAll(waiting);
        copy.strategies.putAll(strategies);
        return copy;
    }

    /** @param at when it was so, by Asterisk's clock */
    public void put(AgentState agent, Instant at) {
        boolean paused = agent.memberships().stream().anyMatch(Membership::paused);
        Presence presence = new Presence(agent.device(), paused, at);
        String iface = agent.agent().iface();
        Reported before = agents.put(iface, new Reported(agent, presence));
        count(before == null ? null : before.state(), agent);
    }

    void put(AsteriskState.Queue queue) {
        waiting.put(queue.queue(), queue.waiting().size());
        if (queue.strategy() != null) {
            strategies.put(queue.queue(), queue.strategy());
        }
    }

    void removeAgent(String iface) {
        Reported before = agents.remove(iface);
        if (before != null) {
            count(before.state(), null);
        }
    }

    void removeQueue(String queue) {
        waiting.remove(queue);
        strategies.remove(queue);
    }

    /** How each queue rings its operators, in Asterisk's words; without those of which it was never reported. */
    public Map<String, String> strategies() {
        return Map.copyOf(strategies);
    }

    /** The newest report of an operator; empty: never reported. */
    public Optional<AgentState> agent(String iface) {
        return Optional.ofNullable(agents.get(iface)).map(Reported::state);
    }

    private void count(AgentState before, AgentState after) {
        Set<String> queues = new HashSet<>();
        addQueues(queues, before);
        addQueues(queues, after);
        for (String queue : queues) {
            places.compute(queue, (name, counted) -> (counted == null ? Places.NONE : counted)
                    .add(place(before, queue), -1)
                    .add(place(after, queue), 1));
        }
    }

    private static void addQueues(Set<String> queues, AgentState agent) {
        if (agent != null) {
            agent.memberships().stream()
                    .map(Membership::queue)
                    .filter(Objects::nonNull)
                    .forEach(queues::add);
        }
    }

    /** Null: no operator of this queue. */
    private static Places.Place place(AgentState agent, String queue) {
        if (agent == null) {
            return null;
        }
        for (Membership membership : agent.memberships()) {
            if (queue.equals(membership.queue())) {
                return Places.Place.of(agent.device(), membership.paused());
            }
        }
        return null;
    }

    @Override
    public Optional<Staffing> staffing(String queue) {
        Integer callers = waiting.get(queue);
        return callers == null
                ? Optional.empty()
                : Optional.of(places.getOrDefault(queue, Places.NONE).staffing(callers));
    }

    @Override
    public Optional<Presence> presence(String endpoint) {
        Reported reported = agents.get(endpoint);
        return reported == null ? Optional.empty() : Optional.of(reported.presence());
    }
}
