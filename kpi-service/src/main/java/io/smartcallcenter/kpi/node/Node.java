package io.smartcallcenter.kpi.node;

import io.smartcallcenter.kpi.document.Fields;
import io.smartcallcenter.kpi.gap.NodeLink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An Asterisk node that was ever heard of.
 *
 * @param lastSeen when it last caused an event, or a link of it is known to have worked
 * @param links by name
 * @param retirements all that were not taken back, the earliest first
 */
public record Node(String name, Instant lastSeen, List<NodeLink> links, List<Retirement> retirements) {

    /** What is known of the node as a whole. */
    public enum State {
        UP,
        /** At least one of its links is down: figures from then on are not complete. */
        DOWN,
        RETIRED
    }

    public State state() {
        if (retirements.stream().anyMatch(Retirement::lasts)) {
            return State.RETIRED;
        }
        return links.stream().allMatch(NodeLink::up) ? State.UP : State.DOWN;
    }

    /**
     * By name.
     *
     * @param signs the newest life sign of each node, by its name
     */
    public static List<Node> of(Map<String, Fields> signs, Collection<NodeLink> links, Retirements retirements) {
        Map<String, Instant> seen = new TreeMap<>();
        signs.forEach((name, sign) -> seen.put(name, LifeSign.lastSeen(sign)));
        Map<String, List<NodeLink>> linksOf = new HashMap<>();
        links.stream().sorted(Comparator.comparing(NodeLink::link)).forEach(link -> {
            seen.merge(link.node(), link.since(), (one, other) -> one.isAfter(other) ? one : other);
            linksOf.computeIfAbsent(link.node(), node -> new ArrayList<>()).add(link);
        });
        Map<String, List<Retirement>> retirementsOf = retirements.byNode();
        return seen.entrySet().stream()
                .map(each -> new Node(
                        each.getKey(),
                        each.getValue(),
                        linksOf.getOrDefault(each.getKey(), List.of()),
                        retirementsOf.getOrDefault(each.getKey(), List.of())))
                .toList();
    }
}
