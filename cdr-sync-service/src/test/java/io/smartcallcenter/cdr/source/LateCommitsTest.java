package io.smartcallcenter.cdr.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LateCommitsTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    private final LateCommits late = new LateCommits();

    @Test
    void aNewProcessLooksBack() {
        assertThat(late.lookBackTo(50_000, START)).isEqualTo(40_000);
        assertThat(late.lookBackTo(50_010, START.plusSeconds(2))).isEqualTo(50_010);
    }

    /** Ten rows a second, looked for every two seconds. */
    @Test
    void everythingOfTheLastTenMinutesIsReadAgainEveryHalfMinute() {
        long lastLook = 0;
        for (int s = 0; s <= 3_600; s += 2) {
            long cursor = 50_000 + s * 10L;
            long from = late.lookBackTo(cursor, START.plusSeconds(s));
            if (from < cursor) {
                long tenMinutesAgo = 50_000 + Math.max(0, s - 600) * 10L;
                assertThat(from).as("after %d s", s).isLessThanOrEqualTo(tenMinutesAgo);
                assertThat(s - lastLook)
                        .isLessThanOrEqualTo(Duration.ofSeconds(30).toSeconds());
                lastLook = s;
            }
        }
        assertThat(lastLook).isGreaterThan(3_500);
    }

    @Test
    void notMoreThanIsKeptInMemoryIsReadAgain() {
        late.lookBackTo(0, START);

        assertThat(late.lookBackTo(5_000_000, START.plusSeconds(60))).isEqualTo(5_000_000 - LateCommits.MOST);
    }
}
