package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.events.EntryOutcome;

/**
 * What the business may change at any time, for the past too: applied when figures are asked for.
 *
 * @param slThreshold seconds within which a call should be answered (the limit itself is within, as in app_queue)
 * @param shortAbandon seconds; a caller who hangs up earlier is a short abandon; 0 = there are none
 */
public record Policy(int slThreshold, SlMode slMode, int shortAbandon) {

    public static final Policy DEFAULT = new Policy(20, SlMode.NEGATIVE, 5);

    public Policy {
        if (slThreshold < 0 || shortAbandon < 0) {
            throw new IllegalArgumentException("thresholds are not negative");
        }
    }

    long thresholdMs() {
        return slThreshold * 1000L;
    }

    boolean shortAbandon(EntryOutcome outcome, long waitMs) {
        return outcome == EntryOutcome.ABANDONED && waitMs < shortAbandon * 1000L;
    }
}
