package io.smartcallcenter.kpi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitsTest {

    private static Waits waits(long... millis) {
        WaitList list = new WaitList();
        LongStream.of(millis).forEach(list::add);
        return list.sorted();
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "50, 50.0", "90, 90.0", "95, 95.0", "100, 100.0"})
    void percentilesAreByNearestRank(int percent, double expected) {
        assertThat(waits(LongStream.rangeClosed(1, 100).map(s -> s * 1000).toArray())
                        .percentile(percent))
                .isEqualTo(expected);
    }

    @Test
    void oneWaitIsEveryPercentile() {
        Waits one = waits(6_100);

        assertThat(one.percentile(1)).isEqualTo(6.1);
        assertThat(one.percentile(95)).isEqualTo(6.1);
        assertThat(one.max()).isEqualTo(6.1);
    }

    @Test
    void noWaitHasNoMeanNoPercentileAndNoMaximum() {
        Waits none = waits();

        assertThat(none.mean()).isNull();
        assertThat(none.percentile(50)).isNull();
        assertThat(none.max()).isNull();
    }

    @Test
    void noWaitAndTheLongestThatADocumentMayHaveAreInOrder() {
        Waits waits = waits(Duration.ofDays(30).toMillis(), 0, 2_147_483_648L);

        assertThat(waits.percentile(1)).isZero();
        assertThat(waits.percentile(50)).isEqualTo(2_147_483.648);
        assertThat(waits.max()).isEqualTo(2_592_000.0);
        assertThat(waits.mean()).isEqualTo((2_592_000_000L + 2_147_483_648L) / (1000.0 * 3));
    }
}
