package io.smartcallcenter.bench.kpi.calls;

/** @param at ms since the epoch */
public record Timed<T>(long at, T what) {}
