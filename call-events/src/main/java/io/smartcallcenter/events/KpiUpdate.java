package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** The live figures of today; compacted topic {@code kpi-updates}, keyed by {@code queue/<name>} or {@code operator/<interface>}. */
public sealed interface KpiUpdate extends SccEvent {

    /**
     * One queue since {@code from} (midnight of the reporting zone). Percentages are 0..100, null when nothing was counted;
     * times are seconds with one decimal.
     */
    @JsonTypeName("kpi.queue")
    record Queue(
            String queue,
            Instant from,
            long total,
            long answered,
            long abandoned,
            long shortAbandoned,
            long waiting,
            Double answerRate,
            Double serviceLevel,
            Double avgWait,
            Instant longestWaitingSince)
            implements KpiUpdate {
        public Queue {
            Required.text(queue, "queue");
        }
    }

    /** One operator over all queues since {@code from}. */
    @JsonTypeName("kpi.operator")
    record Operator(
            Agent agent, Instant from, long offered, long answered, long missed, Double efficiency, Double avgTalk)
            implements KpiUpdate {
        public Operator {
            Required.value(agent, "agent");
        }
    }
}
