package io.smartcallcenter.virtual.queue;

import io.smartcallcenter.virtual.device.DeviceState;
import io.smartcallcenter.virtual.device.Endpoint;

/** An agent in one queue. Times are whole seconds since the epoch, 0 for never. */
public final class Member {

    private final Endpoint endpoint;
    private final String device;
    private final String name;
    private final boolean dynamic;
    private final long loginTime;
    private final int bucket;
    private int queuePosition;
    private int penalty;
    private int callsTaken;
    private long lastCall;
    private long lastPause;
    private boolean inCall;
    private boolean paused;
    private String pausedReason = "";
    private boolean ringinuse;

    Member(Endpoint endpoint, String device, String name, int penalty, boolean dynamic, long now) {
        this.endpoint = endpoint;
        this.device = device;
        this.name = name;
        this.penalty = penalty;
        this.dynamic = dynamic;
        this.loginTime = now;
        this.bucket = hash(device) % 37;
    }

    /**
     * The hash and the 37 buckets of app_queue's member container: they decide who rings first among equals. With the lab's
     * agents it lists 0003, 0001, 0002 (trace 01).
     */
    private static int hash(String device) {
        int slash = device.indexOf('/');
        int sum = 0;
        for (int i = 0; i < 5 && Math.max(slash, 0) + i < device.length(); i++) {
            int c = device.charAt(Math.max(slash, 0) + i);
            int compressed = c < 32 ? 0 : c > 96 ? c - 64 : c - 32;
            sum += compressed << (i * 6);
        }
        return Math.abs(sum);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The interface: {@code PJSIP/0001} or {@code Local/0001@from-queue/n}. */
    public String device() {
        return device;
    }

    /** The device whose state counts: the phone's. */
    public String stateInterface() {
        return endpoint == null ? device : endpoint.device();
    }

    /** Rung through a Local channel, that is through the dialplan. */
    boolean local() {
        return device.startsWith("Local/");
    }

    public String name() {
        return name;
    }

    public boolean dynamic() {
        return dynamic;
    }

    public long loginTime() {
        return loginTime;
    }

    int bucket() {
        return bucket;
    }

    int queuePosition() {
        return queuePosition;
    }

    void queuePosition(int position) {
        queuePosition = position;
    }

    public int penalty() {
        return penalty;
    }

    void penalty(int value) {
        penalty = value;
    }

    public int callsTaken() {
        return callsTaken;
    }

    public long lastCall() {
        return lastCall;
    }

    public long lastPause() {
        return lastPause;
    }

    public boolean inCall() {
        return inCall;
    }

    void inCall(boolean yes) {
        inCall = yes;
    }

    void tookCall(long now) {
        inCall = false;
        callsTaken++;
        lastCall = now;
    }

    public boolean paused() {
        return paused;
    }

    public String pausedReason() {
        return pausedReason;
    }

    void pause(boolean yes, String reason, long now) {
        paused = yes;
        pausedReason = yes ? reason : "";
        if (yes) {
            lastPause = now;
        }
    }

    public boolean ringinuse() {
        return ringinuse;
    }

    void ringinuse(boolean yes) {
        ringinuse = yes;
    }

    public DeviceState status() {
        return endpoint == null ? DeviceState.INVALID : endpoint.state();
    }

    /** {@code is_member_available}: would app_queue count this member for a waiting caller? */
    boolean available(int wrapuptime, long now) {
        if (paused || inCall && !ringinuse || inWrapup(wrapuptime, now)) {
            return false;
        }
        return switch (status()) {
            case NOT_INUSE, UNKNOWN -> true;
            case INUSE, RINGING, RINGINUSE -> ringinuse;
            case INVALID, UNAVAILABLE -> false;
        };
    }

    /** {@code can_ring_entry}: a leg on its way to the phone counts as busy even before it rings. */
    boolean ringable(int wrapuptime, long now) {
        if (endpoint == null || !endpoint.registered() || paused || inWrapup(wrapuptime, now)) {
            return false;
        }
        return ringinuse || endpoint.channels().isEmpty();
    }

    private boolean inWrapup(int wrapuptime, long now) {
        return wrapuptime > 0 && lastCall > 0 && now - lastCall < wrapuptime;
    }
}
