package io.smartcallcenter.routing.availability;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.routing.decide.Availability;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest state of each queue and operator on each node. Written by one thread, read by many. Applying a state again, or an
 * older and then the newer one, ends in the same board.
 */
public final class OperatorBoard {

    private final Map<String, NodeBoard> nodes = new ConcurrentHashMap<>();
    /** Nodes of which queues and operators cannot be heard: what was reported last may be true no more. */
    private final Set<String> unheard = ConcurrentHashMap.newKeySet();

    /** @param at when it was so, by Asterisk's clock */
    public void put(AsteriskState state, Instant at) {
        if (state instanceof AgentState agent) {
            node(agent.node()).put(agent, at);
        } else if (state instanceof AsteriskState.Queue queue) {
            node(queue.node()).put(queue);
        } else if (state instanceof AsteriskState.Node links) {
            put(links);
        }
    }

    private void put(AsteriskState.Node links) {
        if (links.ami()) {
            unheard.remove(links.node());
        } else {
            unheard.add(links.node());
        }
    }

    /** A tombstone of the compacted topic: the queue or operator is no more. */
    public void remove(String key) {
        String[] parts = key.split("/", 3);
        NodeBoard board = parts.length < 3 ? null : nodes.get(parts[1]);
        if (board != null && parts[0].equals("agent")) {
            board.removeAgent(parts[2]);
        } else if (board != null && parts[0].equals("queue")) {
            board.removeQueue(parts[2]);
        }
    }

    /** What one node's calls can reach. Nothing is known of it while its manager interface is away. */
    public Availability of(String node) {
        NodeBoard board = heard(node);
        return board == null ? Availability.UNKNOWN : board;
    }

    private NodeBoard heard(String node) {
        return unheard.contains(node) ? null : nodes.get(node);
    }

    /** What each node that knows this phone says of it, by the name of the node. */
    public List<AgentState> agents(String iface) {
        return nodes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(node -> node.getValue().agent(iface).stream())
                .toList();
    }

    /** A board of its own that begins as one node's, for trying what would be. */
    public NodeBoard copyOf(String node) {
        NodeBoard board = heard(node);
        return board == null ? new NodeBoard() : board.copy();
    }

    /** How the queues of a node ring their operators, by name and in Asterisk's words. */
    public Map<String, String> strategies(String node) {
        NodeBoard board = nodes.get(node);
        return board == null ? Map.of() : board.strategies();
    }

    /** The nodes of which anything was reported, by name. */
    public Set<String> nodes() {
        return new TreeSet<>(nodes.keySet());
    }

    private NodeBoard node(String name) {
        return nodes.computeIfAbsent(name, first -> new NodeBoard());
    }
}
