package io.smartcallcenter.cdr.source;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a database that has failed is left alone: 1 s, then twice as long each time up to a minute.
 *
 * @param pause after the last failure
 * @param until when it is tried again
 */
public record Backoff(Duration pause, Instant until) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** @param before null at the first failure */
    public static Backoff after(Backoff before, Instant failedAt) {
        Duration pause = before == null ? FIRST : twice(before.pause);
        return new Backoff(pause, failedAt.plus(pause));
    }

    private static Duration twice(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    }
}
