package io.smartcallcenter.virtual.scenario.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Drawn from a fixed seed: the figures are the same in every run. */
class DistributionsTest {

    private static final int DRAWS = 200_000;

    private final Random random = new Random(42);

    private double[] draw(ToDoubleFunction<Random> one) {
        double[] all = new double[DRAWS];
        Arrays.setAll(all, i -> one.applyAsDouble(random));
        return all;
    }

    private double[] seconds(DurationSpec spec) {
        return draw(source -> spec.draw(source).toNanos() / 1e9);
    }

    private static double mean(double[] all) {
        return Arrays.stream(all).average().orElseThrow();
    }

    @Test
    void poissonArrivalsHaveTheirRateAndTheirSpread() {
        Arrivals poisson = new Arrivals.Poisson(4);
        double[] gaps = draw(source -> poisson.gapNanos(source) / 1e9);
        double mean = mean(gaps);
        double variance = Arrays.stream(gaps)
                .map(gap -> (gap - mean) * (gap - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(0.25, within(0.002));
        assertThat(Math.sqrt(variance)).as("as long as the mean").isCloseTo(0.25, within(0.004));
        double longGaps = Arrays.stream(gaps).filter(gap -> gap > 0.5).count() / (double) DRAWS;
        assertThat(longGaps).isCloseTo(Math.exp(-2), within(0.003));
    }

    @Test
    void constantArrivalsKeepTheirPace() {
        assertThat(draw(source -> new Arrivals.Constant(4).gapNanos(source))).containsOnly(250_000_000);
    }

    @Test
    void durationsHaveTheShapeThatTheirNameSays() {
        assertThat(mean(seconds(new DurationSpec.Exponential(Duration.ofSeconds(60)))))
                .isCloseTo(60, within(0.5));
        double[] talk = seconds(new DurationSpec.Lognormal(Duration.ofSeconds(90), 0.6));
        Arrays.sort(talk);
        assertThat(talk[DRAWS / 2]).as("median").isCloseTo(90, within(0.8));
        assertThat(mean(talk)).isCloseTo(90 * Math.exp(0.18), within(1.0));
        double[] uniform = seconds(new DurationSpec.Uniform(Duration.ofSeconds(1), Duration.ofSeconds(3)));
        assertThat(mean(uniform)).isCloseTo(2, within(0.01));
        assertThat(Arrays.stream(uniform).min().orElseThrow()).isGreaterThanOrEqualTo(1);
        assertThat(Arrays.stream(uniform).max().orElseThrow()).isLessThanOrEqualTo(3);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new Arrivals.Poisson(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Arrivals.Constant(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DurationSpec.Uniform(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new DurationSpec.Lognormal(Duration.ofSeconds(2), 9))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
