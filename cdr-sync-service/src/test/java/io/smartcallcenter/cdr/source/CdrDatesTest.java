package io.smartcallcenter.cdr.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On 2025-10-26 the clocks of Berlin went from 03:00 back to 02:00, at 01:00 UTC. */
class CdrDatesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "2025-10-25T23:59:59Z, 2025-10-26 01:59:59",
        "2025-10-26T00:00:00Z, 2025-10-26 02:00:00",
        "2025-10-26T00:40:00Z, 2025-10-26 02:00:00",
        "2025-10-26T01:00:00Z, 2025-10-26 02:00:00",
        "2025-10-26T01:40:00Z, 2025-10-26 02:40:00",
        "2025-10-26T02:00:00Z, 2025-10-26 03:00:00",
        "2026-03-29T01:00:00Z, 2026-03-29 03:00:00"
    })
    void noRowSinceAMomentIsWrittenEarlier(Instant from, String calldate) {
        assertThat(CdrDates.earliest(from, BERLIN)).isEqualTo(calldate);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-25T23:59:59Z, 2025-10-26 01:59:59",
        "2025-10-26T00:40:00Z, 2025-10-26 02:40:00",
        "2025-10-26T00:59:59Z, 2025-10-26 02:59:59",
        "2025-10-26T01:00:00Z, 2025-10-26 03:00:00",
        "2025-10-26T01:40:00Z, 2025-10-26 03:00:00",
        "2025-10-26T02:00:00Z, 2025-10-26 03:00:00",
        "2025-10-26T02:00:00.001Z, 2025-10-26 03:00:01",
        "2026-03-29T01:00:00Z, 2026-03-29 03:00:00"
    })
    void everyRowUntilAMomentIsWrittenEarlier(Instant to, String calldate) {
        assertThat(CdrDates.end(to, BERLIN)).isEqualTo(calldate);
    }
}
