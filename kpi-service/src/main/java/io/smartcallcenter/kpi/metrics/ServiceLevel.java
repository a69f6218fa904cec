package io.smartcallcenter.kpi.metrics;

import static io.smartcallcenter.events.EntryOutcome.ABANDONED;
import static io.smartcallcenter.events.EntryOutcome.ANSWERED;

import io.smartcallcenter.kpi.entry.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/**
 * Share of calls that met the threshold T. In every mode short abandons are no calls at all, and who waits for less than T is not
 * judged yet.
 *
 * @param met calls that met it
 * @param judged the denominator
 */
public record ServiceLevel(long met, long judged) {

    public static ServiceLevel of(Collection<QueueEntry> entries, Policy policy, Instant now) {
        long met = 0;
        long judged = 0;
        for (QueueEntry entry : entries) {
            boolean inTime = entry.endedWithin(ANSWERED, policy.thresholdMs());
            boolean leftInTime = entry.endedWithin(ABANDONED, policy.thresholdMs());
            if (isJudged(entry, leftInTime, policy, now)) {
                judged++;
                met += inTime || (leftInTime && policy.slMode() == SlMode.POSITIVE) ? 1 : 0;
            }
        }
        return new ServiceLevel(met, judged);
    }

    private static boolean isJudged(QueueEntry entry, boolean leftInTime, Policy policy, Instant now) {
        if (policy.slMode() == SlMode.ANSWERED_ONLY) {
            return entry.outcome() == ANSWERED;
        }
        if (entry.waiting()) {
            return Duration.between(entry.joinedAt(), now).toMillis() >= policy.thresholdMs();
        }
        boolean shortAbandon = entry.outcome() == ABANDONED && entry.waitMs() < policy.shortAbandonMs();
        return !shortAbandon && !(leftInTime && policy.slMode() == SlMode.IGNORE);
    }

    /** 0..100; null when there is nothing to judge, never 100. */
    public Double percent() {
        return Ratio.percent(met, judged);
    }
}
