package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A quarter of a queue as bytes. Equal rows give equal bytes, in whatever order they come. An entry takes about 14: the join as ms
 * after the one before, the wait with the outcome in one number, and 8 of the call.
 */
public final class QueueBytes {

    /** The first byte. Another layout gets another number, and a rebuild. */
    public static final int VERSION = 1;

    /** The place is what is written: append only. */
    private static final List<EntryOutcome> OUTCOMES = List.of(
            EntryOutcome.ANSWERED,
            EntryOutcome.ABANDONED,
            EntryOutcome.TIMEOUT,
            EntryOutcome.LEFT_EMPTY,
            EntryOutcome.EXIT_KEY,
            EntryOutcome.WITHDRAWN,
            EntryOutcome.TRANSFERRED_OUT,
            EntryOutcome.LOST);

    /** The place is what is written: append only. */
    private static final List<RefusedReason> REASONS =
            List.of(RefusedReason.FULL, RefusedReason.JOIN_EMPTY, RefusedReason.JOIN_UNAVAIL, RefusedReason.CLOSED);

    /** Outcomes and reasons for which there is room. */
    private static final int ROOM = 16;

    private static final Comparator<EntryRow> ENTRY_ORDER = Comparator.comparingLong(EntryRow::joinedAt)
            .thenComparingLong(EntryRow::call)
            .thenComparingLong(QueueBytes::ending);

    private static final Comparator<RefusalRow> REFUSAL_ORDER =
            Comparator.comparingLong(RefusalRow::at).thenComparing(RefusalRow::reason);

    private QueueBytes() {}

    /** The rows of one quarter: {@code home} and {@code ends} are not written, the quarter says them. */
    public static byte[] write(Quarter quarter, Collection<EntryRow> entries, Collection<RefusalRow> refusals) {
        RowWriter writer = new RowWriter(VERSION);
        writer.number(entries.size());
        long at = quarter.from();
        for (EntryRow row : entries.stream().sorted(ENTRY_ORDER).toList()) {
            writer.signed(row.joinedAt() - at);
            writer.number(ending(row));
            writer.hash(row.call());
            at = row.joinedAt();
        }
        writer.number(refusals.size());
        at = quarter.from();
        for (RefusalRow row : refusals.stream().sorted(REFUSAL_ORDER).toList()) {
            writer.number((row.at() - at) * ROOM + REASONS.indexOf(row.reason()));
            at = row.at();
        }
        return writer.bytes();
    }

    /** The wait and how it ended; 0 for who waits. */
    private static long ending(EntryRow row) {
        return row.waiting() ? 0 : row.waitMs() * ROOM + 1 + OUTCOMES.indexOf(row.outcome());
    }

    /**
     * Adds the rows of a quarter to those that are there.
     *
     * @throws BrokenRollUp if the bytes are of another version or damaged
     */
    public static void read(Quarter quarter, byte[] bytes, List<EntryRow> entries, List<RefusalRow> refusals) {
        RowReader reader = new RowReader(bytes, VERSION);
        int count = reader.count();
        List<EntryRow> rows = new ArrayList<>(count);
        long at = quarter.from();
        for (int i = 0; i < count; i++) {
            at += reader.signed();
            rows.add(entry(quarter, at, reader));
        }
        int refused = reader.count();
        at = quarter.from();
        for (int i = 0; i < refused; i++) {
            long packed = reader.number();
            at += packed / ROOM;
            refusals.add(new RefusalRow(at, reader.of(REASONS, packed % ROOM)));
        }
        reader.end();
        entries.addAll(rows);
    }

    private static EntryRow entry(Quarter quarter, long joinedAt, RowReader reader) {
        long ending = reader.number();
        EntryOutcome outcome = ending == 0 ? null : reader.of(OUTCOMES, ending % ROOM - 1);
        long waitMs = ending / ROOM;
        boolean ends = outcome != null && quarter.contains(joinedAt + waitMs);
        return new EntryRow(quarter.contains(joinedAt), ends, joinedAt, outcome, waitMs, reader.hash());
    }
}
