package io.smartcallcenter.bench.kpi.calls;

import java.util.Random;

/** Random times. */
final class Draws {

    private Draws() {}

    /** @return whole ms, 0 and up */
    static long exponential(Random random, double meanMs) {
        return (long) (-meanMs * Math.log(1 - random.nextDouble()));
    }

    /** Most are near the median, few are much longer. */
    static long logNormal(Random random, double medianMs, double spread) {
        return (long) (medianMs * Math.exp(spread * random.nextGaussian()));
    }
}
