package io.smartcallcenter.kpi.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.kpi.operator.Intervals.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    private static Intervals of(long... borders) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < borders.length; i += 2) {
            spans.add(new Span(borders[i], borders[i + 1]));
        }
        return Intervals.of(spans);
    }

    @Test
    void overlappingAndTouchingSpansBecomeOne() {
        assertThat(of(5, 9, 1, 3, 3, 6, 20, 20)).isEqualTo(of(1, 9));
    }

    @Test
    void aUnionIsNeverASum() {
        assertThat(of(0, 10_000).union(of(5_000, 12_000)).totalMs()).isEqualTo(12);
    }

    @Test
    void theIntersectionIsWhatBothHave() {
        assertThat(of(0, 10, 20, 30).intersect(of(5, 25))).isEqualTo(of(5, 10, 20, 25));
    }

    @Test
    void theDifferenceIsWhatTheOtherDoesNotHave() {
        assertThat(of(0, 30).minus(of(-5, 2, 10, 20))).isEqualTo(of(2, 10, 20, 30));
    }

    @Test
    void clippingToAnEmptyRangeLeavesNothing() {
        assertThat(of(0, 30).clip(10, 10)).isEqualTo(Intervals.NONE);
    }
}
