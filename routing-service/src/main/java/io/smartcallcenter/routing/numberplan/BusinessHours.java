package io.smartcallcenter.routing.numberplan;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/**
 * When a number is served, on the wall clock of an IANA zone (so that daylight saving and changes of a country's offset are
 * right).
 *
 * @param name how number plan entries refer to it
 */
public record BusinessHours(String name, ZoneId zone, List<Interval> open) {

    public BusinessHours {
        open = List.copyOf(open);
    }

    public boolean openAt(Instant instant) {
        ZonedDateTime local = instant.atZone(zone);
        int minute = local.getHour() * 60 + local.getMinute();
        return open.stream().anyMatch(interval -> interval.contains(local.getDayOfWeek(), minute));
    }

    /**
     * Part of a day, or of a night when {@code toMinute} is not after {@code fromMinute}: 22:00-06:00 belongs to the day on
     * which it begins.
     *
     * @param fromMinute minute of the day, 0..1439, inclusive
     * @param toMinute minute of the day, 1..1440, exclusive
     */
    public record Interval(Set<DayOfWeek> days, int fromMinute, int toMinute) {

        public static final int MINUTES_OF_DAY = 24 * 60;

        public Interval {
            days = Set.copyOf(days);
            if (fromMinute < 0 || fromMinute >= MINUTES_OF_DAY || toMinute < 1 || toMinute > MINUTES_OF_DAY) {
                throw new IllegalArgumentException("an interval lies between 00:00 and 24:00");
            }
        }

        private boolean contains(DayOfWeek day, int minute) {
            if (toMinute > fromMinute) {
                return days.contains(day) && minute >= fromMinute && minute < toMinute;
            }
            return (days.contains(day) && minute >= fromMinute) || (days.contains(day.minus(1)) && minute < toMinute);
        }
    }
}
