package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.kpi.entry.QueueEntry;

/**
 * A queue entry in a quarter. An entry that ends in another quarter than it began in has a row in both.
 *
 * @param home the join lies in this row's quarter
 * @param ends the leave lies in this row's quarter; false while the caller waits
 * @param joinedAt ms since the epoch
 * @param outcome null while the caller waits
 * @param waitMs join to leave; 0 while the caller waits
 * @param call 64 bits of a hash of the call id: equal calls have equal ones
 */
public record EntryRow(boolean home, boolean ends, long joinedAt, EntryOutcome outcome, long waitMs, long call) {

    /** @param entry with a join */
    public static EntryRow of(QueueEntry entry, Quarter quarter) {
        long joinedAt = entry.joinedAt().toEpochMilli();
        long waitMs = entry.waiting() ? 0 : entry.waitMs();
        return new EntryRow(
                quarter.contains(joinedAt),
                !entry.waiting() && quarter.contains(joinedAt + waitMs),
                joinedAt,
                entry.outcome(),
                waitMs,
                CallHash.of(entry.callId()));
    }

    public boolean waiting() {
        return outcome == null;
    }

    /** Ms since the epoch; meaningless while the caller waits. */
    public long leftAt() {
        return joinedAt + waitMs;
    }
}
