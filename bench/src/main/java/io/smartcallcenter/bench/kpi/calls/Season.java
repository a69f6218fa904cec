package io.smartcallcenter.bench.kpi.calls;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Which calls are simulated: the same season gives the same calls.
 *
 * @param first day, in the call centre's zone
 * @param days how many
 * @param calls all together
 */
public record Season(LocalDate first, int days, int calls, long seed) {

    public Season {
        if (days < 1 || calls < 1) {
            throw new IllegalArgumentException("a season has at least one day and one call");
        }
    }

    /** The first midnight. */
    public Instant from() {
        return Instant.ofEpochMilli(Floor.midnight(first));
    }

    /** The midnight after the last day: no call begins then or later. */
    public Instant to() {
        return Instant.ofEpochMilli(Floor.midnight(first.plusDays(days)));
    }
}
