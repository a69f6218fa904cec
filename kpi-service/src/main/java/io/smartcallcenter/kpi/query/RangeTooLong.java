package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.Duration;

/** From and to are too far apart. */
public final class RangeTooLong extends TooMuchAsked {

    private static final long serialVersionUID = 1L;

    RangeTooLong() {
        super("to", "is more than " + Cells.LONGEST_RANGE.toDays() + " days after from", Cells.LONGEST_RANGE.toDays());
    }

    static void check(TimeRange range) {
        if (Duration.between(range.from(), range.to()).compareTo(Cells.LONGEST_RANGE) > 0) {
            throw new RangeTooLong();
        }
    }
}
