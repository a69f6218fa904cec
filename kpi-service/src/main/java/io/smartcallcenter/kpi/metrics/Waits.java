package io.smartcallcenter.kpi.metrics;

import java.util.Arrays;

/** Raw waits in ms, sorted: percentiles are taken from them, never from other percentiles. */
public final class Waits {

    private final long[] sorted;

    private Waits(long[] sorted) {
        this.sorted = sorted;
    }

    /** @param millis in any order; the array is taken over */
    static Waits of(long... millis) {
        Arrays.sort(millis);
        return new Waits(millis);
    }

    /** Mean in seconds; null if there is none. */
    public Double mean() {
        return Ratio.meanSeconds(Arrays.stream(sorted).sum(), sorted.length);
    }

    /**
     * Nearest rank: the smallest wait that at least {@code percent} of all do not exceed.
     *
     * @param percent 1..100
     * @return seconds; null if there is none
     */
    public Double percentile(int percent) {
        if (sorted.length == 0) {
            return null;
        }
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return Ratio.seconds(sorted[Math.max(1, rank) - 1]);
    }

    public Double max() {
        return percentile(100);
    }
}
