package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.EntryOutcome;
import java.time.Duration;
import java.time.Instant;

/** A caller's wait in one queue, until its outcome is known. Knows the rules by which app_queue's events tell the reason. */
final class Entry {

    /** app_queue can notice a hang-up some milliseconds before the HangupRequest is sent out. */
    private static final Duration HANGUP_RACE = Duration.ofMillis(20);

    private final String id;
    private final String queue;
    private final Channel channel;
    private final Instant joined;
    private final Instant heard;
    private final int firstPosition;
    private Moment left;
    private int position;
    private boolean abandoned;
    private boolean movedOn;
    private String status = "";

    /** @param heard when we heard of it, by our clock */
    Entry(String id, String queue, Channel channel, Instant joined, Instant heard, int position) {
        this.id = id;
        this.queue = queue;
        this.channel = channel;
        this.joined = joined;
        this.heard = heard;
        this.firstPosition = position;
        this.position = position;
    }

    String id() {
        return id;
    }

    String queue() {
        return queue;
    }

    Channel channel() {
        return channel;
    }

    Call call() {
        return channel.call();
    }

    Instant joined() {
        return joined;
    }

    /** When we last heard something of it that a gap could have followed: the leave, or the join. */
    Instant heard() {
        return left == null ? heard : left.receivedAt();
    }

    /** The join; nothing of the entry happened before. */
    Moment joinMoment() {
        return new Moment(joined, heard);
    }

    int firstPosition() {
        return firstPosition;
    }

    Moment left() {
        return left;
    }

    void leave(Moment moment, int lastPosition) {
        left = moment;
        position = lastPosition;
    }

    int position() {
        return position;
    }

    boolean abandoned() {
        return abandoned;
    }

    /** QueueCallerAbandon: caller's hang-up, timeout and empty queue alike. */
    void abandon() {
        abandoned = true;
    }

    /** The caller's channel came back with a new number while it was in the queue, or had just left it. */
    void moveOn() {
        movedOn = true;
    }

    void exit(String queueStatus) {
        status = queueStatus;
    }

    /** The outcome as far as the facts prove it; null = not yet. */
    EntryOutcome proven() {
        if (left == null) {
            return null;
        }
        EntryOutcome told = ofStatus();
        if (told != null) {
            return told;
        }
        if (movedOn) {
            return abandoned ? EntryOutcome.TRANSFERRED_OUT : EntryOutcome.EXIT_KEY;
        }
        return callerHungUpFirst() ? EntryOutcome.ABANDONED : null;
    }

    /**
     * The outcome when no more facts came within the settle window.
     *
     * @param statusHeard the queue's status would have been heard if it had given the caller up
     */
    EntryOutcome presumed(boolean statusHeard) {
        EntryOutcome proven = proven();
        if (proven != null) {
            return proven;
        }
        if (!channel.gone()) {
            return abandoned ? EntryOutcome.TIMEOUT : EntryOutcome.EXIT_KEY;
        }
        // A caller's own hang-up is asked for before the leave (1,686 of 1,686 random abandons). Who asks later was
        // given up by the queue, and so was
        // who never asked, if the queue's status could not be heard: the dialplan has hung up (13 of 13 random
        // timeouts).
        boolean queueGaveUp = abandoned && (channel.hangupRequested() != null || !statusHeard);
        return queueGaveUp ? EntryOutcome.TIMEOUT : EntryOutcome.ABANDONED;
    }

    /** The outcome when facts were missed: what the queue itself said, else unknown. */
    EntryOutcome told() {
        EntryOutcome told = ofStatus();
        return told == null ? EntryOutcome.LOST : told;
    }

    private EntryOutcome ofStatus() {
        return switch (status) {
            case "TIMEOUT" -> EntryOutcome.TIMEOUT;
            case "LEAVEEMPTY", "LEAVEUNAVAIL" -> EntryOutcome.LEFT_EMPTY;
            case "WITHDRAW" -> EntryOutcome.WITHDRAWN;
            case "CONTINUE" -> EntryOutcome.ANSWERED;
            default -> null;
        };
    }

    private boolean callerHungUpFirst() {
        Instant requested = channel.hangupRequested();
        if (requested != null && !requested.isAfter(left.at().plus(HANGUP_RACE))) {
            return true;
        }
        Instant soft = channel.softHangupRequested();
        return soft != null && soft.isBefore(left.at());
    }
}
