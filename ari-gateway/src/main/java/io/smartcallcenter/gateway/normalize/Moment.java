package io.smartcallcenter.gateway.normalize;

import java.time.Duration;
import java.time.Instant;

/**
 * When a fact happened and when we heard of it. Where a frame carries no time of Asterisk, {@code at} equals
 * {@code receivedAt}: that equality is the flag by which a consumer knows our clock from Asterisk's.
 */
record Moment(Instant at, Instant receivedAt) {

    static Moment ours(Instant receivedAt) {
        return new Moment(receivedAt, receivedAt);
    }

    /** Milliseconds since an earlier instant of the same clock, never negative. */
    long millisSince(Instant earlier) {
        return Math.max(0, Duration.between(earlier, at).toMillis());
    }
}
