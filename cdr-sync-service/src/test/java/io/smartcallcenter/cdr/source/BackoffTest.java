package io.smartcallcenter.cdr.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void itDoublesUpToAMinute() {
        assertThat(Stream.iterate(Backoff.after(null, NOW), before -> Backoff.after(before, NOW))
                        .limit(8)
                        .map(Backoff::pause)
                        .map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(Backoff.after(null, NOW).until()).isEqualTo(NOW.plusSeconds(1));
    }
}
