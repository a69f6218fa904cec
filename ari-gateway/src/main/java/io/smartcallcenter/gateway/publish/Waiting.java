package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.gateway.normalize.Published;

/** An event on its way to Kafka. */
final class Waiting {

    private final Published event;
    private final long since = System.nanoTime();
    private volatile boolean done;

    Waiting(Published event) {
        this.event = event;
    }

    Published event() {
        return event;
    }

    /** {@link System#nanoTime()} of the hand-over. */
    long since() {
        return since;
    }

    boolean isDone() {
        return done;
    }

    /** Kafka has acknowledged or finally refused it. */
    void done() {
        done = true;
    }
}
