package io.smartcallcenter.kpi.gap;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Completeness;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final Story story = new Story(START);

    private boolean complete(long from, long to) {
        TimeRange range = new TimeRange(story.after(from), story.after(to));
        return new Completeness(MemoryStore.of(story.events).outages()).of(range);
    }

    /** The gap is 1 000 to 2 000 ms. */
    @ParameterizedTest
    @CsvSource({"0, 1000, true", "0, 1001, false", "1500, 1600, false", "1999, 9000, false", "2000, 9000, true"})
    void aRangeThatAGapTouchesIsNotComplete(long from, long to, boolean complete) {
        story.gap(1_000, 2_000);

        assertThat(complete(from, to)).isEqualTo(complete);
    }

    @Test
    void aLinkThatIsStillDownMakesEverythingSinceThenIncomplete() {
        story.connected(0).disconnected(5_000);

        assertThat(complete(0, 5_000)).isTrue();
        assertThat(complete(0, 5_001)).isFalse();
        assertThat(complete(90_000, 100_000)).isFalse();
    }

    @Test
    void aLinkThatCameBackLeavesOnlyItsGap() {
        story.disconnected(5_000).connected(7_000).gap(5_000, 7_000);

        assertThat(complete(4_000, 6_000)).isFalse();
        assertThat(complete(7_000, 9_000)).isTrue();
    }
}
