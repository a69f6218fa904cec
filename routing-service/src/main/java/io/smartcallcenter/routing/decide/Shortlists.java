package io.smartcallcenter.routing.decide;

import io.smartcallcenter.routing.numberplan.Target;
import io.smartcallcenter.routing.operators.Needs;
import io.smartcallcenter.routing.operators.Operator;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which operators may be offered a queue's calls directly, the best first. That depends on the rules alone, so it is worked out once
 * for each version of them; what is left for a call is to find the first one who is free.
 */
final class Shortlists {

    private static final Comparator<Rank> BEST_FIRST =
            Comparator.comparingInt(Rank::fitness).thenComparingInt(Rank::level).reversed();

    private final RoutingRules rules;
    private final Map<Wanted, List<List<Operator>>> known = new ConcurrentHashMap<>();

    Shortlists(RoutingRules rules) {
        this.rules = rules;
    }

    boolean areOf(RoutingRules others) {
        return rules == others;
    }

    private record Wanted(String queue, Needs needs, Integer maxPenalty) {

        boolean by(Operator operator) {
            Integer penalty = operator.queues().get(queue);
            return penalty != null && (maxPenalty == null || penalty <= maxPenalty) && operator.meets(needs);
        }
    }

    private record Rank(int fitness, int level) {}

    /**
     * The best of those who serve the queue within its penalty, meet the needs and are free: the highest fitness, then the highest
     * level, then the longest idle, then the first extension.
     */
    Optional<Operator> best(Target.Queue queue, Findings findings) {
        Needs needs = queue.needs() == null ? Needs.NOTHING : queue.needs();
        for (List<Operator> equals :
                known.computeIfAbsent(new Wanted(queue.name(), needs, queue.maxPenalty()), this::ranked)) {
            Optional<Operator> longestIdle = longestIdle(equals, findings);
            if (longestIdle.isPresent()) {
                return longestIdle;
            }
        }
        return Optional.empty();
    }

    private static Optional<Operator> longestIdle(List<Operator> equals, Findings findings) {
        Operator longest = null;
        Instant since = null;
        for (Operator operator : equals) {
            Availability.Presence presence = findings.presence(operator.iface()).orElse(null);
            if (presence != null
                    && presence.free()
                    && (since == null || presence.since().isBefore(since))) {
                longest = operator;
                since = presence.since();
            }
        }
        return Optional.ofNullable(longest);
    }

    /** Operators of the same rank together, by extension. */
    private List<List<Operator>> ranked(Wanted wanted) {
        Map<Rank, List<Operator>> byRank = new TreeMap<>(BEST_FIRST);
        rules.operators().values().stream()
                .filter(wanted::by)
                .sorted(Comparator.comparing(Operator::extension))
                .forEach(operator -> byRank.computeIfAbsent(
                                new Rank(operator.fitness(wanted.needs()), operator.level()), rank -> new ArrayList<>())
                        .add(operator));
        return List.copyOf(byRank.values());
    }
}
