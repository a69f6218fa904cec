package io.smartcallcenter.routing.calendar;

import java.time.DayOfWeek;
import java.util.Set;

/** The same interval on some days of every week. */
public record WeeklyInterval(Set<DayOfWeek> days, Interval interval) {

    public WeeklyInterval {
        days = Set.copyOf(days);
    }
}
