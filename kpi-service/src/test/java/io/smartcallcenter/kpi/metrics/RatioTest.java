package io.smartcallcenter.kpi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioTest {

    /** The quick way gives what decimal arithmetic gives. */
    @Property(tries = 5_000, seed = "20261127")
    void oneDecimalIsThatOfTheDecimalDigits(
            @ForAll @LongRange(min = 0) long totalMs, @ForAll @LongRange(min = 1) long count) {
        for (Double value : new Double[] {
            Ratio.meanSeconds(totalMs, count),
            Ratio.seconds(totalMs % 1_000_000),
            Ratio.percent(totalMs % 1_000, 1 + count % 1_000),
            (totalMs % 10_000) / 20.0,
            Math.nextUp((totalMs % 10_000) / 20.0)
        }) {
            assertThat(Ratio.oneDecimal(value))
                    .isEqualTo(BigDecimal.valueOf(value)
                            .setScale(1, RoundingMode.HALF_UP)
                            .doubleValue());
        }
    }

    /** 150 ms / 3 is 0.05 s; divided twice it became 0.04999... and was shown as 0.0. */
    @ParameterizedTest
    @CsvSource({"150, 3, 0.1", "1650, 3, 0.6", "4050, 3, 1.4", "4049, 3, 1.3", "101850, 3, 34.0", "250, 1, 0.3"})
    void aMeanOnAHalfIsShownAsTheHalfAbove(long totalMs, long count, double shown) {
        assertThat(Ratio.oneDecimal(Ratio.meanSeconds(totalMs, count))).isEqualTo(shown);
    }
}
