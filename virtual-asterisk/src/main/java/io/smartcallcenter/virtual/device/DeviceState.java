package io.smartcallcenter.virtual.device;

/** A phone's state as app_queue sees it; the number is the {@code Status} of the AMI's QueueMember events. */
public enum DeviceState {
    UNKNOWN(0),
    NOT_INUSE(1),
    INUSE(2),
    INVALID(4),
    UNAVAILABLE(5),
    RINGING(6),
    RINGINUSE(7);

    private final int status;

    DeviceState(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
