package io.smartcallcenter.events;

/** Device states of Asterisk, by their order in {@code QueueMemberStatus.Status} (0 unknown .. 8 on hold). */
public enum DeviceState {
    UNKNOWN,
    NOT_INUSE,
    INUSE,
    BUSY,
    INVALID,
    UNAVAILABLE,
    RINGING,
    RINGINUSE,
    ONHOLD;

    /** @param status the number of {@code QueueMemberStatus}; anything else is UNKNOWN */
    public static DeviceState ofStatus(int status) {
        return status >= 0 && status < values().length ? values()[status] : UNKNOWN;
    }

    /** Whether a phone in this state can be reached at all. */
    public boolean reachable() {
        return this != UNAVAILABLE && this != INVALID && this != UNKNOWN;
    }
}
