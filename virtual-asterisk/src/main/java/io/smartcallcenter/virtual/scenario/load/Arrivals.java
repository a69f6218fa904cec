package io.smartcallcenter.virtual.scenario.load;

import java.util.random.RandomGenerator;

/** When the next call comes. */
public sealed interface Arrivals {

    long gapNanos(RandomGenerator random);

    /** At a steady pace. */
    record Constant(double callsPerSecond) implements Arrivals {
        public Constant {
            positive(callsPerSecond);
        }

        @Override
        public long gapNanos(RandomGenerator random) {
            return Math.max(1_000, (long) (1e9 / callsPerSecond));
        }
    }

    /** Independent callers: a Poisson process with this mean rate. */
    record Poisson(double callsPerSecond) implements Arrivals {
        public Poisson {
            positive(callsPerSecond);
        }

        @Override
        public long gapNanos(RandomGenerator random) {
            return Math.max(1_000, (long) (1e9 / callsPerSecond * -Math.log(1 - random.nextDouble())));
        }
    }

    private static void positive(double callsPerSecond) {
        if (!(callsPerSecond > 0) || callsPerSecond > 10_000) {
            throw new IllegalArgumentException(
                    "The rate must be more than 0 and at most 10000 calls/s, not " + callsPerSecond);
        }
    }
}
