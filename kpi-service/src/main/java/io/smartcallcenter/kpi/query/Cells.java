package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.Duration;

/** Numbered cells that a range of time is sorted into. */
public sealed interface Cells permits Grid, WeekGrid {

    /** No report is about more. */
    Duration LONGEST_RANGE = Duration.ofDays(1_100);

    /** No report has more cells. */
    int MOST_CELLS = 3_000;

    /** Moments outside of it are in no cell. */
    TimeRange range();

    int size();

    /**
     * @param at ms since the epoch
     * @return 0..size-1, or -1 outside of the range
     */
    int cellOf(long at);
}
