package io.smartcallcenter.virtual.scenario.load;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long something lasts: always the same, or drawn anew each time. All in the PBX's time. */
public sealed interface DurationSpec {

    Duration draw(RandomGenerator random);

    /** Always the same. */
    record Fixed(Duration length) implements DurationSpec {
        public Fixed {
            notNegative(length);
        }

        @Override
        public Duration draw(RandomGenerator random) {
            return length;
        }
    }

    /** Any length between the two alike. */
    record Uniform(Duration from, Duration to) implements DurationSpec {
        public Uniform {
            notNegative(from);
            if (to.compareTo(from) < 0) {
                throw new IllegalArgumentException("A range from " + from + " to " + to + " is empty");
            }
        }

        @Override
        public Duration draw(RandomGenerator random) {
            return from.plusNanos((long) (to.minus(from).toNanos() * random.nextDouble()));
        }
    }

    /** Mostly short, sometimes much longer: how long callers are patient. */
    record Exponential(Duration mean) implements DurationSpec {
        public Exponential {
            notNegative(mean);
        }

        @Override
        public Duration draw(RandomGenerator random) {
            return Duration.ofNanos((long) (mean.toNanos() * -Math.log(1 - random.nextDouble())));
        }
    }

    /** Around the median with a long tail, as the lengths of conversations are. {@code sigma} is the spread of the logarithm. */
    record Lognormal(Duration median, double sigma) implements DurationSpec {
        public Lognormal {
            notNegative(median);
            if (!(sigma >= 0 && sigma <= 3)) {
                throw new IllegalArgumentException("sigma must be between 0 and 3, not " + sigma);
            }
        }

        @Override
        public Duration draw(RandomGenerator random) {
            return Duration.ofNanos((long) (median.toNanos() * Math.exp(sigma * random.nextGaussian())));
        }
    }

    private static void notNegative(Duration length) {
        if (length.isNegative()) {
            throw new IllegalArgumentException("A duration cannot be negative: " + length);
        }
    }

    static DurationSpec of(Duration length) {
        return new Fixed(length);
    }
}
