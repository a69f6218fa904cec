package io.smartcallcenter.kpi.metrics;

import java.util.Arrays;

/** Raw waits in ms, sorted: percentiles are taken from them, never from other percentiles. */
public final class Waits {

    /** As a {@link WaitList} has them. */
    private final int[] sorted;

    Waits(int[] sorted) {
        this.sorted = sorted;
    }

    /** Mean in seconds; null if there is none. */
    public Double mean() {
        return Ratio.meanSeconds(
                Arrays.stream(sorted).mapToLong(WaitList::millis).sum(), sorted.length);
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
        return Ratio.seconds(WaitList.millis(sorted[Math.max(1, rank) - 1]));
    }

    public Double max() {
        return percentile(100);
    }
}
