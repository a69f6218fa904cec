package io.smartcallcenter.kpi.metrics;

import java.util.Arrays;

/** Longs that come one by one, without an object for each. */
final class Longs {

    private static final long[] NONE = {};
    private static final int FIRST = 16;

    private long[] values = NONE;
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(FIRST, size + (size >> 1)));
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    /** How many different ones. */
    int distinct() {
        if (size < 2) {
            return size;
        }
        long[] table = new long[Integer.highestOneBit(size + (size >> 1)) << 1];
        int mask = table.length - 1;
        int found = 0;
        boolean zero = false;
        for (int i = 0; i < size; i++) {
            long value = values[i];
            if (value == 0) {
                zero = true;
                continue;
            }
            int slot = slot(value) & mask;
            while (table[slot] != 0 && table[slot] != value) {
                slot = (slot + 1) & mask;
            }
            if (table[slot] == 0) {
                table[slot] = value;
                found++;
            }
        }
        return zero ? found + 1 : found;
    }

    /** The values may be alike in some of their bits: all of them decide. */
    private static int slot(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
