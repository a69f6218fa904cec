package io.smartcallcenter.events;

/** How a {@code QueueEntry} ended (design: metric definitions). */
public enum EntryOutcome {
    /** Connected to an operator. */
    ANSWERED,
    /** The caller hung up while waiting. */
    ABANDONED,
    /** Queue() timeout. */
    TIMEOUT,
    /** leavewhenempty. */
    LEFT_EMPTY,
    /** The caller pressed an exit key. */
    EXIT_KEY,
    /** Pulled out of the queue. */
    WITHDRAWN,
    /** Moved elsewhere while waiting. */
    TRANSFERRED_OUT,
    /** Unknown: a gap of the gateway or a restart of Asterisk. */
    LOST
}
