package io.smartcallcenter.kpi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatioTest {

    /** 150 ms / 3 is 0.05 s; divided twice it became 0.04999... and was shown as 0.0. */
    @ParameterizedTest
    @CsvSource({"150, 3, 0.1", "1650, 3, 0.6", "4050, 3, 1.4", "4049, 3, 1.3", "101850, 3, 34.0", "250, 1, 0.3"})
    void aMeanOnAHalfIsShownAsTheHalfAbove(long totalMs, long count, double shown) {
        assertThat(Ratio.oneDecimal(Ratio.meanSeconds(totalMs, count))).isEqualTo(shown);
    }
}
