package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.events.EntryOutcome;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** Rows in 22 bytes each, without an object for each: reports go over millions of them, and days of them are kept. */
public final class EntryRows extends AbstractList<EntryRow> implements RandomAccess {

    /** What one row takes. */
    public static final int BYTES = 22;

    private static final EntryOutcome[] OUTCOMES = EntryOutcome.values();
    private static final byte WAITING = -1;
    private static final int FIRST = 64;
    private static final byte HOME = 1;
    private static final byte ENDS = 2;

    private long[] joinedAt = new long[FIRST];
    private int[] waitMs = new int[FIRST];
    private long[] call = new long[FIRST];
    private byte[] outcome = new byte[FIRST];
    private byte[] place = new byte[FIRST];
    private int size;

    /** @throws ArithmeticException for a wait beyond 49 days */
    @Override
    public boolean add(EntryRow row) {
        if (size == joinedAt.length) {
            resize(size + (size >> 1));
        }
        joinedAt[size] = row.joinedAt();
        waitMs[size] = Math.toIntExact(row.waitMs() + Integer.MIN_VALUE);
        call[size] = row.call();
        outcome[size] = row.waiting() ? WAITING : (byte) row.outcome().ordinal();
        place[size] = (byte) ((row.home() ? HOME : 0) | (row.ends() ? ENDS : 0));
        size++;
        return true;
    }

    @Override
    public EntryRow get(int index) {
        if (index >= size) {
            throw new IndexOutOfBoundsException(index);
        }
        return new EntryRow(
                (place[index] & HOME) != 0,
                (place[index] & ENDS) != 0,
                joinedAt[index],
                outcome[index] == WAITING ? null : OUTCOMES[outcome[index]],
                (long) waitMs[index] - Integer.MIN_VALUE,
                call[index]);
    }

    @Override
    public int size() {
        return size;
    }

    /** Gives back the room that is not needed. */
    public EntryRows trimmed() {
        resize(size);
        return this;
    }

    private void resize(int length) {
        joinedAt = Arrays.copyOf(joinedAt, length);
        waitMs = Arrays.copyOf(waitMs, length);
        call = Arrays.copyOf(call, length);
        outcome = Arrays.copyOf(outcome, length);
        place = Arrays.copyOf(place, length);
    }
}
