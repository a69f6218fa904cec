package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.ZoneId;
import java.util.List;

/** The hours of a week on the clock of a zone: cell = (weekday - 1) x 24 + hour, Monday = 1. A repeated hour is in one cell. */
public final class WeekGrid implements Cells {

    private static final int HOURS = 24;
    private static final int CELLS = 7 * HOURS;
    private static final long HOUR_MS = 3_600_000;

    /** The epoch began on a Thursday. */
    private static final int FIRST_HOUR = 3 * HOURS;

    private final TimeRange range;
    private final ZoneId zone;
    private final List<Stretch> stretches;

    /** @throws RangeTooLong beyond {@link Cells#LONGEST_RANGE} */
    public WeekGrid(TimeRange range, ZoneId zone) {
        RangeTooLong.check(range);
        this.range = range;
        this.zone = zone;
        this.stretches = Stretch.of(Borders.ceilMillis(range.from()), Borders.ceilMillis(range.to()), zone);
    }

    @Override
    public TimeRange range() {
        return range;
    }

    public ZoneId zone() {
        return zone;
    }

    public static int weekday(int cell) {
        return cell / HOURS + 1;
    }

    public static int hour(int cell) {
        return cell % HOURS;
    }

    @Override
    public int size() {
        return CELLS;
    }

    @Override
    public int cellOf(long at) {
        for (Stretch stretch : stretches) {
            if (stretch.contains(at)) {
                return (int) Math.floorMod(Math.floorDiv(stretch.local(at), HOUR_MS) + FIRST_HOUR, (long) CELLS);
            }
        }
        return -1;
    }
}
