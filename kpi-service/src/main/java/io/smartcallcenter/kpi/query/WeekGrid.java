package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** The hours of a week on the clock of a zone: cell = (weekday - 1) x 24 + hour, Monday = 1. A repeated hour is in one cell. */
public record WeekGrid(TimeRange range, ZoneId zone) implements Cells {

    private static final int HOURS = 24;

    public static int weekday(int cell) {
        return cell / HOURS + 1;
    }

    public static int hour(int cell) {
        return cell % HOURS;
    }

    @Override
    public int size() {
        return 7 * HOURS;
    }

    @Override
    public int cellOf(long at) {
        Instant instant = Instant.ofEpochMilli(at);
        if (!range.contains(instant)) {
            return -1;
        }
        LocalDateTime local = LocalDateTime.ofInstant(instant, zone);
        return (local.getDayOfWeek().getValue() - 1) * HOURS + local.getHour();
    }
}
