package io.smartcallcenter.bench.kpi.calls;

/**
 * A change of an operator's state.
 *
 * @param at ms since the epoch
 * @param queue null: all queues of the operator at once
 * @param reason of a pause; empty otherwise
 */
public record Duty(long at, Operator operator, Kind kind, String queue, String reason) {

    /** What changed. */
    public enum Kind {
        REACHABLE,
        UNREACHABLE,
        ADDED,
        REMOVED,
        PAUSED,
        UNPAUSED
    }

    /** What app_queue names a pause after a missed call. */
    public static final String AUTO_PAUSE = "Auto-Pause";

    boolean auto() {
        return AUTO_PAUSE.equals(reason);
    }
}
