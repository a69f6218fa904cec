package io.smartcallcenter.kpi.metrics;

import java.util.Arrays;

/**
 * Waits that come one by one, in four bytes each: reports hold millions of them. The longest wait that a document may have, 30 days,
 * is more than an int has room for above zero, so that the least int stands for no wait.
 */
final class WaitList {

    private static final int[] NONE = {};
    private static final int FIRST = 16;

    private int[] shifted = NONE;
    private int size;

    /** @throws ArithmeticException beyond 49 days */
    void add(long waitMs) {
        if (size == shifted.length) {
            shifted = Arrays.copyOf(shifted, Math.max(FIRST, size + (size >> 1)));
        }
        shifted[size++] = Math.toIntExact(waitMs + Integer.MIN_VALUE);
    }

    Waits sorted() {
        int[] sorted = Arrays.copyOf(shifted, size);
        Arrays.sort(sorted);
        return new Waits(sorted);
    }

    static long millis(int shifted) {
        return (long) shifted - Integer.MIN_VALUE;
    }
}
