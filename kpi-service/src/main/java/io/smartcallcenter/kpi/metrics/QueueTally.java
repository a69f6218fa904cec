package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Counts the entries of one queue, or of several together, in one cell of time. The order does not matter. */
public final class QueueTally {

    private static final EntryOutcome[] OUTCOMES = EntryOutcome.values();
    private static final RefusedReason[] REASONS = RefusedReason.values();

    private final Policy policy;
    private final long now;
    private final ServiceLevelTally serviceLevel;

    private final long[] ended = new long[OUTCOMES.length];
    private final long[] refused = new long[REASONS.length];
    private final Longs calls = new Longs();
    private final WaitList waits = new WaitList();
    private long total;
    private long shortAbandoned;
    private long waiting;
    private long longestWaiting = Long.MAX_VALUE;
    private long answeredMs;
    private long abandonedMs;

    /** @param now ms since the epoch: decides only how long those who still wait have waited */
    public QueueTally(Policy policy, long now) {
        this.policy = policy;
        this.now = now;
        this.serviceLevel = new ServiceLevelTally(policy);
    }

    /** Counts the join, and the caller as waiting if there is no outcome yet. */
    public void joined(EntryRow entry) {
        total++;
        calls.add(entry.call());
        if (entry.waiting()) {
            waiting++;
            longestWaiting = Math.min(longestWaiting, entry.joinedAt());
            serviceLevel.waiting(now - entry.joinedAt());
        }
    }

    /** Counts the outcome and the wait of an entry that has ended. */
    public void left(EntryRow entry) {
        EntryOutcome outcome = entry.outcome();
        long waitMs = entry.waitMs();
        if (policy.shortAbandon(outcome, waitMs)) {
            shortAbandoned++;
        } else {
            ended[outcome.ordinal()]++;
            answeredMs += outcome == EntryOutcome.ANSWERED ? waitMs : 0;
            abandonedMs += outcome == EntryOutcome.ABANDONED ? waitMs : 0;
        }
        if (outcome != EntryOutcome.LOST) {
            waits.add(waitMs);
        }
        serviceLevel.ended(outcome, waitMs);
    }

    public void refused(RefusalRow refusal) {
        refused[refusal.reason().ordinal()]++;
    }

    /** @param queue null if several were counted together */
    public QueueFigures figures(String queue) {
        return new QueueFigures(
                queue,
                total,
                refusedByReason(),
                endedByOutcome(),
                shortAbandoned,
                waiting,
                calls.distinct(),
                waits.sorted(),
                new MeanWait(ended[EntryOutcome.ANSWERED.ordinal()], answeredMs),
                new MeanWait(ended[EntryOutcome.ABANDONED.ordinal()], abandonedMs),
                serviceLevel.result(),
                waiting == 0 ? null : Instant.ofEpochMilli(longestWaiting));
    }

    private Map<RefusedReason, Long> refusedByReason() {
        Map<RefusedReason, Long> counts = new EnumMap<>(RefusedReason.class);
        for (RefusedReason reason : REASONS) {
            counts.put(reason, refused[reason.ordinal()]);
        }
        return counts;
    }

    private Map<EntryOutcome, Long> endedByOutcome() {
        Map<EntryOutcome, Long> counts = new EnumMap<>(EntryOutcome.class);
        for (EntryOutcome outcome : OUTCOMES) {
            if (ended[outcome.ordinal()] > 0) {
                counts.put(outcome, ended[outcome.ordinal()]);
            }
        }
        return counts;
    }
}
