package io.smartcallcenter.gateway.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: doubling, limited, and jittered so that many gateways do not come back at once. */
public final class Backoff {

    private final long minMs;
    private final long maxMs;
    private final RandomGenerator random;
    private long nextMs;

    public Backoff(Duration min, Duration max, RandomGenerator random) {
        this.minMs = Math.max(1, min.toMillis());
        this.maxMs = Math.max(minMs, max.toMillis());
        this.random = random;
        this.nextMs = minMs;
    }

    /** Between half of the current pause and all of it, in ms; the next one is twice as long. */
    long next() {
        long pause = nextMs;
        nextMs = Math.min(maxMs, nextMs * 2);
        return pause / 2 + random.nextLong(pause - pause / 2 + 1);
    }

    void reset() {
        nextMs = minMs;
    }

    /** An attempt is pointless for a while: the longest pause comes next. */
    void exhaust() {
        nextMs = maxMs;
    }
}
