package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.KpiUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The newest figures of each queue and operator, as the KPI service published them. */
public final class LiveKpis {

    private static final int MAX = 5_000;

    private final Map<String, Dated<KpiUpdate.Queue>> queues = new Bounded<>(MAX);
    private final Map<String, Dated<KpiUpdate.Operator>> operators = new Bounded<>(MAX);

    private record Dated<T>(Instant at, T figures) {}

    void apply(KpiUpdate update, Instant at) {
        if (update instanceof KpiUpdate.Queue queue) {
            put(queues, queue.queue(), queue, at);
        } else if (update instanceof KpiUpdate.Operator operator) {
            put(operators, operator.agent().iface(), operator, at);
        }
    }

    private static <T> void put(Map<String, Dated<T>> map, String key, T figures, Instant at) {
        Dated<T> known = map.get(key);
        if (known == null || !at.isBefore(known.at)) {
            map.put(key, new Dated<>(at, figures));
        }
    }

    Set<String> queueNames() {
        return Set.copyOf(queues.keySet());
    }

    /** Null when nothing was published for this queue. */
    public KpiUpdate.Queue queue(String name) {
        Dated<KpiUpdate.Queue> known = queues.get(name);
        return known == null ? null : known.figures;
    }

    public List<KpiUpdate.Queue> queues() {
        return queues.values().stream().map(Dated::figures).toList();
    }

    /** Null when nothing was published for this operator. */
    public KpiUpdate.Operator operator(String iface) {
        Dated<KpiUpdate.Operator> known = operators.get(iface);
        return known == null ? null : known.figures;
    }

    public List<KpiUpdate.Operator> operators() {
        return operators.values().stream().map(Dated::figures).toList();
    }
}
