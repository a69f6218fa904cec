package io.smartcallcenter.cdr.store;

import java.time.Instant;

/**
 * When a call was there, by our clock as far as that is known. Times that no date can hold are brought to the next that it can.
 *
 * @param until exclusive
 */
record Span(Instant from, Instant until) {

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    Span {
        from = within(from);
        until = within(until);
    }

    private static Instant within(Instant time) {
        return time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time.isAfter(LAST) ? LAST : time;
    }
}
