package io.smartcallcenter.routing.queues;

/** Operators in these states do not count when Asterisk asks whether a queue is empty ({@code joinempty}). */
public enum EmptyState {
    PAUSED,
    PENALTY,
    INUSE,
    RINGING,
    UNAVAILABLE,
    INVALID,
    UNKNOWN,
    WRAPUP
}
