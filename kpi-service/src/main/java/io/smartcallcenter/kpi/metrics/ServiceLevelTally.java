package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.events.EntryOutcome;

/** Counts entries towards a {@link ServiceLevel}. */
final class ServiceLevelTally {

    private final Policy policy;
    private long met;
    private long judged;

    ServiceLevelTally(Policy policy) {
        this.policy = policy;
    }

    /** @param waitedMs until now */
    void waiting(long waitedMs) {
        if (policy.slMode() != SlMode.ANSWERED_ONLY && waitedMs >= policy.thresholdMs()) {
            judged++;
        }
    }

    void ended(EntryOutcome outcome, long waitMs) {
        boolean inTime = waitMs <= policy.thresholdMs();
        if (outcome == EntryOutcome.ANSWERED) {
            judge(inTime);
        } else if (policy.slMode() != SlMode.ANSWERED_ONLY && !policy.shortAbandon(outcome, waitMs)) {
            boolean leftInTime = inTime && outcome == EntryOutcome.ABANDONED;
            if (!leftInTime || policy.slMode() != SlMode.IGNORE) {
                judge(leftInTime && policy.slMode() == SlMode.POSITIVE);
            }
        }
    }

    private void judge(boolean inTime) {
        judged++;
        met += inTime ? 1 : 0;
    }

    ServiceLevel result() {
        return new ServiceLevel(met, judged);
    }
}
