package io.smartcallcenter.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** The callers who arrived within one measurement, and what became of them. */
final class DecisionWindow {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);
    private static final int DIGITS = 3;

    private final Histogram waits = new Histogram(LONGEST, DIGITS);
    private long arrived;
    private long fallbacks;

    void arrived() {
        arrived++;
    }

    void decided(long nanos) {
        waits.recordValue(Math.min(nanos, LONGEST));
    }

    void fellBack() {
        fallbacks++;
    }

    /** A copy, in nanoseconds; decisions only. */
    Histogram waits() {
        return waits.copy();
    }

    long calls() {
        return arrived;
    }

    long fallbacks() {
        return fallbacks;
    }

    /** Neither a decision nor a fallback: hung up while waiting for one, or still waiting. */
    long without() {
        return arrived - fallbacks - waits.getTotalCount();
    }
}
