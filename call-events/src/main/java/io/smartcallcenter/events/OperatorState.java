package io.smartcallcenter.events;

/** What an operator is doing now. Each operator is in one state; the order is that of a rising chance to take the next call. */
public enum OperatorState {
    /** No phone that can be reached, or member of no queue. */
    UNREACHABLE,
    /** By hand or by app_queue after a missed call: no queue rings them. */
    PAUSED,
    /** An offer was answered and has not been released; hold included. */
    TALKING,
    /** An offer that has not ended. */
    RINGING,
    /** Reachable and free. */
    AVAILABLE
}
