package io.smartcallcenter.routing.availability;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.routing.decide.Availability;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One Asterisk node. How many operators of a queue are where is counted when a state comes, because a decision has no time for two
 * thousand operators. A reader sees each queue before or after a change, never between.
 */
public final class NodeBoard implements Availability {

    private final Map<String, Reported> agents = new ConcurrentHashMap<>();
    /** By queue, and there by penalty. What is in it never changes: it is replaced. */
    private final Map<String, NavigableMap<Integer, Places>> places = new ConcurrentHashMap<>();

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
            places.compute(queue, (name, counted) -> {
                NavigableMap<Integer, Places> changed = counted == null ? new TreeMap<>() : new TreeMap<>(counted);
                add(changed, before, queue, -1);
                add(changed, after, queue, 1);
                return changed.isEmpty() ? null : changed;
            });
        }
    }

    private static void add(Map<Integer, Places> byPenalty, AgentState agent, String queue, int operators) {
        membership(agent, queue).ifPresent(membership -> {
            Places.Place place = Places.Place.of(agent.device(), membership.paused());
            byPenalty.compute(membership.penalty(), (penalty, counted) -> {
                Places changed = (counted == null ? Places.NONE : counted).add(place, operators);
                return changed.equals(Places.NONE) ? null : changed;
            });
        });
    }

    private static void addQueues(Set<String> queues, AgentState agent) {
        if (agent != null) {
            agent.memberships().stream()
                    .map(Membership::queue)
                    .filter(Objects::nonNull)
                    .forEach(queues::add);
        }
    }

    /** Empty: no operator of this queue. */
    private static Optional<Membership> membership(AgentState agent, String queue) {
        return agent == null
                ? Optional.empty()
                : agent.memberships().stream()
                        .filter(membership -> queue.equals(membership.queue()))
                        .findFirst();
    }

    @Override
    public Optional<Staffing> staffing(String queue, Integer maxPenalty) {
        Integer callers = waiting.get(queue);
        if (callers == null) {
            return Optional.empty();
        }
        NavigableMap<Integer, Places> byPenalty = places.getOrDefault(queue, Collections.emptyNavigableMap());
        Places counted = Places.NONE;
        for (Places those : (maxPenalty == null ? byPenalty : byPenalty.headMap(maxPenalty, true)).values()) {
            counted = counted.plus(those);
        }
        return Optional.of(counted.staffing(callers));
    }

    /** Of a phone that is in no queue Asterisk tells nothing any more: the state that it had at last may be any by now. */
    @Override
    public Optional<Presence> presence(String endpoint) {
        Reported reported = agents.get(endpoint);
        return reported == null || reported.state().memberships().isEmpty()
                ? Optional.empty()
                : Optional.of(reported.presence());
    }
}
