package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Calls that have ended and whose CDRs nobody has compared yet, by node. */
final class CdrFacts {

    private static final int MOST_NODES = 1_000;
    private static final int MOST = 20_000;

    /** Stands for calls of which an earlier evaluator knew. */
    private static final String RECALLED = "";

    private final Map<String, Map<String, Instant>> pending = new Newest<>(MOST_NODES);
    /** The last ones. */
    private final Map<String, Boolean> compared = new Newest<>(MOST);

    void ended(String callId, Instant at) {
        if (!compared.containsKey(callId)) {
            of(Ids.nodeOf(callId)).put(callId, at);
        }
    }

    /** The two topics have no order: this may come first. */
    void compared(String callId) {
        compared.put(callId, true);
        Map<String, Instant> ofNode = pending.get(Ids.nodeOf(callId));
        if (ofNode != null) {
            ofNode.remove(callId);
            ofNode.remove(RECALLED);
        }
    }

    void recall(String node, Instant ended) {
        of(node).put(RECALLED, ended);
    }

    private Map<String, Instant> of(String node) {
        return pending.computeIfAbsent(node, each -> new Newest<>(MOST));
    }

    void read(Instant now, List<Reading> readings) {
        pending.forEach((node, calls) -> {
            Instant oldest = calls.values().stream().min(Instant::compareTo).orElse(null);
            long age = oldest == null
                    ? 0
                    : Math.max(0, Duration.between(oldest, now).toSeconds());
            readings.add(
                    new Reading(AlertKind.CDR_LAG, node, age, oldest, 0, " (open calls: %d)".formatted(calls.size())));
        });
    }
}
