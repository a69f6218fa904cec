package io.smartcallcenter.cdr.backfill;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** How many rows may be read in a second. A page that is larger than that is paid for before the next one. */
final class Allowance {

    private final Bucket bucket;

    /** @param rate rows in a second, 1 or more */
    Allowance(int rate, TimeMeter clock) {
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(rate).refillGreedy(rate, Duration.ofSeconds(1)))
                .withCustomTimePrecision(clock)
                .build();
    }

    /** Until the next page may be read, when those before it are paid for. */
    Duration untilNext() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    void spend(int rows) {
        bucket.consumeIgnoringRateLimits(Math.max(1, rows));
    }
}
