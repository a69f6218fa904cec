package io.smartcallcenter.kpi.live;

import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;

/** The current day of the reporting zone: from its first moment to that of the next day (23 to 25 hours). */
public record Today(ZoneId zone, Clock clock) {

    public TimeRange range() {
        LocalDate day = LocalDate.ofInstant(clock.instant(), zone);
        return new TimeRange(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant());
    }
}
