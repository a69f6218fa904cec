package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** The live figures of today; compacted topic {@code kpi-updates}, keyed by {@code queue/<name>} or {@code operator/<interface>}. */
public sealed interface KpiUpdate extends SccEvent {

    /**
     * One queue since {@code from} (midnight of the reporting zone). Percentages are 0..100, null when nothing was counted;
     * times are seconds with one decimal.
     *
     * @param serviceLevel of {@code from} until now, by the threshold and mode of the service
     * @param longestWaitingSince join of the caller who waits longest; null if nobody waits
     * @param operators the queue's members by state; null in records of versions that did not count them
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
            Instant longestWaitingSince,
            Operators operators)
            implements KpiUpdate {
        public Queue {
            Required.text(queue, "queue");
        }
    }

    /** Members of a queue by what they do now; each is counted once, PAUSED only if paused in this queue. */
    record Operators(int available, int ringing, int talking, int paused, int unreachable) {}

    /**
     * One operator over all queues since {@code from}.
     *
     * @param state now; PAUSED if paused in any of their queues; null in records of versions that did not say it
     * @param since when that state began, as far as it is known; null if {@code state} is
     */
    @JsonTypeName("kpi.operator")
    record Operator(
            Agent agent,
            Instant from,
            long offered,
            long answered,
            long missed,
            Double efficiency,
            Double avgTalk,
            OperatorState state,
            Instant since)
            implements KpiUpdate {
        public Operator {
            Required.value(agent, "agent");
        }
    }
}
