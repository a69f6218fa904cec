package io.smartcallcenter.cdr.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private final SetClock clock = new SetClock();

    @Test
    void aPageThatIsLargerThanTheRateIsPaidForBeforeTheNextOne() {
        Allowance allowance = new Allowance(500, clock);
        assertThat(allowance.untilNext()).isZero();

        allowance.spend(2_000);

        assertThat(allowance.untilNext()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_010));
        clock.nanos += Duration.ofMillis(3_010).toNanos();
        assertThat(allowance.untilNext()).isZero();
    }

    private static final class SetClock implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
