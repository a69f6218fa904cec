package io.smartcallcenter.kpi.metrics;

/**
 * Waits of which only the mean is asked.
 *
 * @param totalMs of all of them together
 */
public record MeanWait(long count, long totalMs) {

    /** In seconds; null if there is none. */
    public Double mean() {
        return Ratio.meanSeconds(totalMs, count);
    }
}
