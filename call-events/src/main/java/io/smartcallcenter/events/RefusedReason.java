package io.smartcallcenter.events;

/** Why a call never joined the queue that it was sent to. */
public enum RefusedReason {
    FULL,
    JOIN_EMPTY,
    JOIN_UNAVAIL,
    CLOSED
}
