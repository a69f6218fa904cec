package io.smartcallcenter.cdr.store;

import java.time.Instant;

/** A time in which events of a node were lost, by the clock of its gateway. */
record NodeGap(Instant from, Instant to) {

    boolean overlaps(Span call) {
        return from.isBefore(call.until()) && to.isAfter(call.from());
    }
}
