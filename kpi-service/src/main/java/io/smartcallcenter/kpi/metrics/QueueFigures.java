package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import java.time.Instant;
import java.util.Map;

/**
 * A queue's entries in a cell of time. Percentages 0..100, times in seconds, both unrounded; null where the denominator is empty.
 *
 * @param queue null: several together
 * @param refused every reason, also with 0
 * @param ended entries by outcome; ABANDONED without the short ones
 * @param uniqueCalls calls by a hash of 64 bits of their id
 * @param waits of all entries whose leave is known: LOST has none
 * @param longestWaitingSince join of the caller who waits longest; null if nobody waits
 */
public record QueueFigures(
        String queue,
        long total,
        Map<RefusedReason, Long> refused,
        Map<EntryOutcome, Long> ended,
        long shortAbandoned,
        long waiting,
        long uniqueCalls,
        Waits waits,
        MeanWait answeredWaits,
        MeanWait abandonedWaits,
        ServiceLevel serviceLevel,
        Instant longestWaitingSince) {

    public long ended(EntryOutcome outcome) {
        return ended.getOrDefault(outcome, 0L);
    }

    public long answered() {
        return ended(EntryOutcome.ANSWERED);
    }

    /** Without the short ones. */
    public long abandoned() {
        return ended(EntryOutcome.ABANDONED);
    }

    /** Joined and refused. */
    public long received() {
        return total + refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The coarse figure of the source architecture. */
    public long lostCalls() {
        return abandoned() + ended(EntryOutcome.TIMEOUT) + ended(EntryOutcome.LEFT_EMPTY);
    }

    /** Entries of whose end nobody knows. */
    public long lost() {
        return ended(EntryOutcome.LOST);
    }

    public Double answerRate() {
        return Ratio.percent(answered(), total);
    }
}
