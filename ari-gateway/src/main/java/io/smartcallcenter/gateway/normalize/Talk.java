package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.CallEvent.EndedBy;
import java.time.Instant;

/** An operator and a caller who are connected. */
final class Talk {

    private final Offer offer;
    private final Instant connected;
    private Moment left;
    private boolean transferred;
    private boolean legMoved;
    private boolean closed;

    Talk(Offer offer, Instant connected) {
        this.offer = offer;
        this.connected = connected;
    }

    Offer offer() {
        return offer;
    }

    Instant connected() {
        return connected;
    }

    /** When the operator's leg left the bridge; null while it is there. */
    Moment left() {
        return left;
    }

    void leave(Moment moment) {
        left = moment;
    }

    boolean transferred() {
        return transferred;
    }

    void transfer() {
        transferred = true;
    }

    /** The leg was a Local channel that Asterisk optimised away: its end is not the end of the talk. */
    void moveLeg() {
        legMoved = true;
    }

    boolean legMoved() {
        return legMoved;
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** Who ended it as far as the facts tell; UNKNOWN = not yet. */
    EndedBy endedBy() {
        if (transferred) {
            return EndedBy.TRANSFER;
        }
        Instant caller = callerHungUp();
        Instant agent = offer.leg().hangupRequested();
        if (caller == null && agent == null) {
            return EndedBy.UNKNOWN;
        }
        return agent == null || (caller != null && caller.isBefore(agent)) ? EndedBy.CALLER : EndedBy.AGENT;
    }

    /** After a transfer a Local channel may stand between the caller and this talk. */
    private Instant callerHungUp() {
        Instant own = offer.caller().hangupRequested();
        Channel owner = offer.call().owner();
        return own != null || owner == null || owner == offer.leg() ? own : owner.hangupRequested();
    }
}
