package io.smartcallcenter.routing.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * When a number or a queue is served, on the wall clock of an IANA zone (so that daylight saving and changes of a country's
 * offset are right). A {@link SpecialDay} replaces the week's intervals of its date.
 *
 * @param name how numbers and queues refer to it
 * @param week intervals by day of the week; an interval over midnight belongs to the day on which it begins
 * @param specialDays holidays and exceptions; of two for one date the one with a year counts
 */
public record BusinessHours(String name, ZoneId zone, List<WeeklyInterval> week, List<SpecialDay> specialDays) {

    public BusinessHours {
        week = List.copyOf(week);
        specialDays = List.copyOf(specialDays);
    }

    public boolean openAt(Instant instant) {
        return at(instant).open();
    }

    /** Whether it is open, and why, for example because of a holiday. */
    public Status at(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        LocalDate date = local.toLocalDate();
        int minute = local.getHour() * Interval.MINUTES_OF_HOUR + local.getMinute();
        Optional<SpecialDay> special = special(date);
        boolean open = intervals(date).stream().anyMatch(interval -> interval.containsOnItsDay(minute))
                || intervals(date.minusDays(1)).stream().anyMatch(interval -> interval.containsOnNextDay(minute));
        return new Status(open, special.map(SpecialDay::name).orElse(null));
    }

    private List<Interval> intervals(LocalDate date) {
        return special(date).map(SpecialDay::open).orElseGet(() -> week.stream()
                .filter(weekly -> weekly.days().contains(date.getDayOfWeek()))
                .map(WeeklyInterval::interval)
                .toList());
    }

    private Optional<SpecialDay> special(LocalDate date) {
        Optional<SpecialDay> thisYear =
                specialDays.stream().filter(day -> day.isOnce(date)).findFirst();
        return thisYear.isPresent()
                ? thisYear
                : specialDays.stream().filter(day -> day.isYearly(date)).findFirst();
    }

    /** @param specialDay name of the holiday or exception of this date; null on an ordinary day */
    public record Status(boolean open, String specialDay) {}
}
