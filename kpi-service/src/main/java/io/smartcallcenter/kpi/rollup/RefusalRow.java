package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.events.RefusedReason;

/** @param at ms since the epoch */
public record RefusalRow(long at, RefusedReason reason) {}
