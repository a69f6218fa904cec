package io.smartcallcenter.kpi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitsTest {

    @ParameterizedTest
    @CsvSource({"1, 1.0", "50, 50.0", "90, 90.0", "95, 95.0", "100, 100.0"})
    void percentilesAreByNearestRank(int percent, double expected) {
        assertThat(Waits.of(LongStream.rangeClosed(1, 100).map(s -> s * 1000).toArray())
                        .percentile(percent))
                .isEqualTo(expected);
    }

    @Test
    void oneWaitIsEveryPercentile() {
        Waits one = Waits.of(6_100);

        assertThat(one.percentile(1)).isEqualTo(6.1);
        assertThat(one.percentile(95)).isEqualTo(6.1);
        assertThat(one.max()).isEqualTo(6.1);
    }

    @Test
    void noWaitHasNoMeanNoPercentileAndNoMaximum() {
        Waits none = Waits.of();

        assertThat(none.mean()).isNull();
        assertThat(none.percentile(50)).isNull();
        assertThat(none.max()).isNull();
    }
}
