package io.smartcallcenter.kpi.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.presence.OperatorCounts;
import io.smartcallcenter.kpi.presence.OperatorNow;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The live figures of the queues and operators that this replica publishes, for Prometheus. Each has one owner, so that a sum over
 * the replicas counts nobody twice.
 */
public final class FiguresGauges {

    private static final Logger LOG = Logger.getLogger(FiguresGauges.class);

    /** Each queue has about twenty series: a store of metrics must not be flooded by names that come with the calls. */
    static final int MOST_QUEUES = 500;

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, QueueGauges> queues = new ConcurrentHashMap<>();
    private final Map<String, OperatorState> operators = new ConcurrentHashMap<>();

    public FiguresGauges(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
        for (OperatorState state : OperatorState.values()) {
            Gauge.builder("scc.kpi.operators", operators, all -> count(all, state))
                    .description("Operators at work by what they do now; paused if in any of their queues")
                    .tag("state", QueueGauges.label(state))
                    .register(meters);
        }
    }

    private static double count(Map<String, OperatorState> operators, OperatorState state) {
        return operators.values().stream().filter(each -> each == state).count();
    }

    /** Shows these figures in place of the queue's former ones. */
    void show(QueueFigures figures, OperatorCounts members) {
        QueueGauges known = queues.get(figures.queue());
        if (known != null) {
            known.set(figures, members);
        } else if (queues.size() < MOST_QUEUES) {
            queues.put(figures.queue(), new QueueGauges(figures, members, meters, clock));
        } else {
            LOG.debugf("No metrics for the queue %s: there are %d already", figures.queue(), MOST_QUEUES);
        }
    }

    void show(OperatorNow operator) {
        if (operator.present()) {
            operators.put(operator.iface(), operator.state());
        } else {
            operators.remove(operator.iface());
        }
    }

    /** The series of all others end. */
    void keep(Predicate<RollUpKey> wanted) {
        operators.keySet().removeIf(iface -> !wanted.test(RollUpKey.operator(iface)));
        for (Map.Entry<String, QueueGauges> each : queues.entrySet()) {
            if (!wanted.test(RollUpKey.queue(each.getKey()))) {
                each.getValue().remove(meters);
                queues.remove(each.getKey());
            }
        }
    }
}
