package io.smartcallcenter.kpi.metrics;

/**
 * Share of calls that met the threshold T. In every mode short abandons are no calls at all, and who waits for less than T is not
 * judged yet.
 *
 * @param met calls that met it
 * @param judged the denominator
 */
public record ServiceLevel(long met, long judged) {

    /** 0..100; null when there is nothing to judge, never 100. */
    public Double percent() {
        return Ratio.percent(met, judged);
    }
}
