package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.entry.Refusal;

/** @param at ms since the epoch */
public record RefusalRow(long at, RefusedReason reason) {

    public static RefusalRow of(Refusal refusal) {
        return new RefusalRow(refusal.at().toEpochMilli(), refusal.reason());
    }
}
