package io.smartcallcenter.routing.calendar;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;

/**
 * A date with hours of its own.
 *
 * @param year null = every year
 * @param name for people: {@code Christmas}
 * @param open empty = closed the whole day, a holiday
 */
public record SpecialDay(Integer year, MonthDay day, String name, List<Interval> open) {

    public SpecialDay {
        open = List.copyOf(open);
    }

    boolean isOnce(LocalDate date) {
        return year != null && year == date.getYear() && day.equals(MonthDay.from(date));
    }

    boolean isYearly(LocalDate date) {
        return year == null && day.equals(MonthDay.from(date));
    }
}
