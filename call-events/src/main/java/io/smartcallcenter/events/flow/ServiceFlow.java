package io.smartcallcenter.events.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a caller hears and may press, as nodes that lead to each other. It can always be left: every node exists, every node is
 * reached, and a caller who does nothing at all comes to an end from everywhere.
 *
 * @param name for people and for {@code call.ivr.step}
 * @param start id of the first node
 * @param nodes 1 to 100
 */
public record ServiceFlow(String name, String start, List<FlowNode> nodes) {

    public static final int MOST_NODES = 100;

    /** @throws IllegalArgumentException with every fault */
    public ServiceFlow {
        Checks.that(name != null && !name.isBlank(), "the flow's name is missing");
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        List<Fault> faults = faults(start, nodes);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("flow " + name + ": " + faults);
        }
    }

    /** The node of this id, which exists. */
    public FlowNode node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
    }

    /**
     * What is wrong with a flow.
     *
     * @param node the node's id, empty for the flow as a whole
     */
    public record Fault(String node, String message) {

        @Override
        public String toString() {
            return node.isEmpty() ? message : node + ": " + message;
        }
    }

    /** Everything that is wrong with the way these nodes lead to each other; empty for a flow that may run. */
    public static List<Fault> faults(String start, List<FlowNode> nodes) {
        List<Fault> faults = new ArrayList<>();
        if (nodes.isEmpty() || nodes.size() > MOST_NODES) {
            return List.of(new Fault("", "a flow has 1 to " + MOST_NODES + " nodes"));
        }
        Map<String, FlowNode> byId = new LinkedHashMap<>();
        for (FlowNode node : nodes) {
            if (byId.putIfAbsent(node.id(), node) != null) {
                faults.add(new Fault(node.id(), "is there twice"));
            }
        }
        if (!byId.containsKey(start)) {
            faults.add(new Fault("", "start: there is no node '" + start + "'"));
        }
        for (FlowNode node : nodes) {
            new LinkedHashSet<>(node.targets())
                    .stream()
                            .filter(target -> !byId.containsKey(target))
                            .forEach(target ->
                                    faults.add(new Fault(node.id(), "leads to '" + target + "', which is no node")));
        }
        if (faults.isEmpty()) {
            unreached(start, byId).forEach(id -> faults.add(new Fault(id, "is never reached")));
            endless(byId)
                    .forEach(id -> faults.add(new Fault(
                            id,
                            "leads back to itself for a caller who presses nothing: such a caller"
                                    + " would never get out")));
        }
        return faults;
    }

    private static Set<String> unreached(String start, Map<String, FlowNode> byId) {
        Set<String> reached = new LinkedHashSet<>();
        List<String> next = new ArrayList<>(List.of(start));
        while (!next.isEmpty()) {
            String id = next.remove(next.size() - 1);
            if (reached.add(id)) {
                next.addAll(byId.get(id).targets());
            }
        }
        Set<String> unreached = new LinkedHashSet<>(byId.keySet());
        unreached.removeAll(reached);
        return unreached;
    }

    /** The nodes that lie on a circle of silent steps. */
    private static Set<String> endless(Map<String, FlowNode> byId) {
        Set<String> endless = new LinkedHashSet<>();
        for (String id : byId.keySet()) {
            String at = byId.get(id).silent();
            for (int steps = 0; at != null && !at.equals(id) && steps < byId.size(); steps++) {
                at = byId.get(at).silent();
            }
            if (id.equals(at)) {
                endless.add(id);
            }
        }
        return endless;
    }
}
