package io.smartcallcenter.cdr.heard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeardTest {

    private static final Instant START = Instant.parse("2026-11-22T22:00:00Z");

    private final Heard heard = new Heard(Duration.ofSeconds(15));

    /** Each second, as the service does; everything is read. */
    private void quiet(int fromS, int toS) {
        for (int second = fromS; second <= toS; second++) {
            looked(second, 7, 7);
        }
    }

    private void looked(int second, long end, long read) {
        Instant at = START.plusSeconds(second);
        heard.looked(at, at, Map.of(0, end, 1, 0L), Map.of(0, read));
    }

    private Instant until() {
        return heard.until("pbx1");
    }

    @Test
    void whatAGatewayHasKeptComesWithinTheGraceAfterTheTopicIsThere() {
        quiet(0, 14);
        assertThat(until()).isNull();

        quiet(15, 20);
        assertThat(until()).as("nobody says anything").isEqualTo(START.plusSeconds(20));
    }

    @Test
    void whatIsOnTheTopicAndNotReadIsNotHeard() {
        quiet(0, 20);

        looked(21, 9, 7);
        looked(22, 12, 8);
        assertThat(until()).isEqualTo(START.plusSeconds(20));

        looked(23, 15, 9);
        assertThat(until()).as("the end that stood then is reached").isEqualTo(START.plusSeconds(21));
    }

    @Test
    void aTopicThatWasAwayIsWaitedForAsAtTheStart() {
        quiet(0, 20);

        quiet(320, 334);
        assertThat(until()).isEqualTo(START.plusSeconds(20));

        quiet(335, 335);
        assertThat(until()).isEqualTo(START.plusSeconds(335));
    }

    @Test
    void anEventThatWasKeptSaysThatMoreOfItsNodeMayCome() {
        quiet(0, 20);
        heard.late("pbx1", START.plusSeconds(20));
        quiet(21, 34);

        assertThat(until()).isNull();
        assertThat(heard.until("pbx2")).isEqualTo(START.plusSeconds(34));

        quiet(35, 35);
        assertThat(until()).isEqualTo(START.plusSeconds(35));
    }
}
