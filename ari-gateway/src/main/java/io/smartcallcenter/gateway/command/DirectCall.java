package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallCommand.Stay;
import io.smartcallcenter.events.CallCommand.Then;

/** One attempt to connect a caller with one phone. Both ids may change: an attended transfer replaces a channel. */
final class DirectCall {

    private final String bridge;
    private final int timeoutS;
    private final Then then;
    private final Stay stay;
    private String caller;
    private String leg;
    private boolean exists;
    private boolean up;
    private boolean callerAway;
    private boolean legAway;
    private long guard = -1;

    DirectCall(String caller, String leg, String bridge, int timeoutS, Then then, Stay stay) {
        this.caller = caller;
        this.leg = leg;
        this.bridge = bridge;
        this.timeoutS = timeoutS;
        this.then = then;
        this.stay = stay;
    }

    String caller() {
        return caller;
    }

    String leg() {
        return leg;
    }

    String bridge() {
        return bridge;
    }

    int timeoutS() {
        return timeoutS;
    }

    Then then() {
        return then;
    }

    /** In the queue, if one follows. */
    Stay stay() {
        return stay;
    }

    /** Asterisk has made the leg: if it is not there, it has ended. */
    boolean exists() {
        return exists;
    }

    void created() {
        exists = true;
    }

    /** The phone has answered. */
    boolean isUp() {
        return up;
    }

    void answered() {
        up = true;
    }

    /** Timer that ends an attempt of which nothing is heard. */
    long guard() {
        return guard;
    }

    void guardedBy(long timer) {
        guard = timer;
    }

    boolean has(String channel) {
        return channel.equals(caller) || channel.equals(leg);
    }

    /** A side left the application: hung up, or transferred away. */
    void left(String channel) {
        callerAway |= channel.equals(caller);
        legAway |= channel.equals(leg);
    }

    boolean callerIsAway() {
        return callerAway;
    }

    boolean isAway(String channel) {
        return channel.equals(caller) ? callerAway : legAway;
    }

    /** With whom this side is connected, or shall be. */
    String other(String channel) {
        return channel.equals(caller) ? leg : caller;
    }

    /** Another channel took the place of one side. */
    void replace(String old, String now) {
        if (old.equals(caller)) {
            caller = now;
            callerAway = false;
        } else {
            leg = now;
            legAway = false;
        }
    }
}
