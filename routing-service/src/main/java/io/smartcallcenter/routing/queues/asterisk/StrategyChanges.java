package io.smartcallcenter.routing.queues.asterisk;

import io.smartcallcenter.events.CallCommand.SetStrategy;
import io.smartcallcenter.routing.queues.QueueRules;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What has to be said to one Asterisk so that its queues ring as the rules have it. */
final class StrategyChanges {

    private StrategyChanges() {}

    /**
     * One command for each queue that Asterisk has and that rings otherwise, or was told to. Every replica makes the same ones, under the
     * same ids.
     *
     * @param actual Asterisk's strategies by queue
     * @param told what we told it last, by queue: it may not have done so yet
     */
    static List<SetStrategy> of(
            RoutingRules rules, String node, Map<String, String> actual, Map<String, String> told, Instant expiresAt) {
        return rules.queues().values().stream()
                .filter(queue -> actual.containsKey(queue.name()))
                .filter(queue -> differs(queue, actual) || differs(queue, told))
                .map(queue -> new SetStrategy(
                        node,
                        node + "/strategy/" + queue.name() + "/" + rules.version(),
                        expiresAt,
                        queue.name(),
                        queue.strategy()))
                .sorted(Comparator.comparing(SetStrategy::queue))
                .toList();
    }

    private static boolean differs(QueueRules queue, Map<String, String> strategies) {
        String wanted = queue.strategy().asteriskName();
        return !strategies.getOrDefault(queue.name(), wanted).equals(wanted);
    }
}
