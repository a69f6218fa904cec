package io.smartcallcenter.notification.live;

/** Where a live call is. */
public enum CallState {
    /** In the application: a decision is awaited or a service flow runs. */
    ROUTING,
    /** In a queue and no phone rings. */
    WAITING,
    /** At least one operator's phone rings. */
    RINGING,
    TALKING,
    ON_HOLD,
    /** The operator's part is over, the caller's channel is still there. */
    RELEASED
}
