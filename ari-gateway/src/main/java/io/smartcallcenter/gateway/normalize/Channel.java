package io.smartcallcenter.gateway.normalize;

import java.time.Instant;

/** One Asterisk channel that is alive, or was: ARI's {@code channel.id} is AMI's {@code Uniqueid}. */
final class Channel {

    private final String id;
    private final String name;
    private final Call call;
    private final String context;
    private final String exten;
    private String state = "";
    private String bridge;
    private boolean held;
    private int holds;
    private boolean gone;
    private Channel dialledFor;
    private Instant rescued;
    private Instant hangupRequested;
    private Instant softHangupRequested;

    Channel(String id, String name, Call call, String context, String exten) {
        this.id = id;
        this.name = name;
        this.call = call;
        this.context = context;
        this.exten = exten;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Call call() {
        return call;
    }

    /** The dialplan context in which it was seen first. */
    String context() {
        return context;
    }

    /** The extension that was dialled when it was seen first. */
    String exten() {
        return exten;
    }

    /** {@code PJSIP/0001} of {@code PJSIP/0001-0000002a}. */
    String endpoint() {
        int dash = name.lastIndexOf('-');
        return dash <= 0 ? name : name.substring(0, dash);
    }

    /** The name of the other half of a Local channel that is a half {@code ;1}; null for any other. */
    String farHalf() {
        boolean local = name.startsWith("Local/") && name.endsWith(";1");
        return local ? name.substring(0, name.length() - 1) + "2" : null;
    }

    /** @return whether that is news */
    boolean enterState(String next) {
        if (next.isEmpty() || next.equals(state)) {
            return false;
        }
        state = next;
        return true;
    }

    String bridge() {
        return bridge;
    }

    void enterBridge(String id) {
        bridge = id;
    }

    /** @return whether that is news */
    boolean hold(boolean hold) {
        if (held == hold) {
            return false;
        }
        held = hold;
        holds += hold ? 1 : 0;
        return true;
    }

    void inheritHolds(boolean on, int times) {
        held = on;
        holds = times;
    }

    boolean held() {
        return held;
    }

    /** How often it was put on hold. */
    int holds() {
        return holds;
    }

    /** The application's leg: whom it shall be connected with. After a transfer that may be a Local channel, not the call's owner. */
    void dialledFor(Channel caller) {
        dialledFor = caller;
    }

    /** Null for any other channel. */
    Channel dialledFor() {
        return dialledFor;
    }

    /** It was found in the application and its StasisStart was made up. */
    void rescue(Instant receivedAt) {
        rescued = receivedAt;
    }

    /** @return whether it was rescued a moment ago: then its own StasisStart may still be on the way */
    boolean rescuedSince(Instant instant) {
        return rescued != null && !rescued.isBefore(instant);
    }

    boolean gone() {
        return gone;
    }

    void leave() {
        gone = true;
    }

    /** The far end asked (HangupRequest), or somebody inside did (SoftHangupRequest); the first time counts. */
    void requestHangup(boolean soft, Instant at) {
        if (soft && softHangupRequested == null) {
            softHangupRequested = at;
        } else if (!soft && hangupRequested == null) {
            hangupRequested = at;
        }
    }

    Instant hangupRequested() {
        return hangupRequested;
    }

    Instant softHangupRequested() {
        return softHangupRequested;
    }
}
