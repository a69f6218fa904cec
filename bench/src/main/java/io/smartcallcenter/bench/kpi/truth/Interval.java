package io.smartcallcenter.bench.kpi.truth;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How a report cuts its range. */
public enum Interval {
    WHOLE(null),
    QUARTER("15m"),
    HOUR("1h"),
    DAY("1d"),
    WEEK("1w"),
    MONTH("1mo");

    private final String parameter;

    Interval(String parameter) {
        this.parameter = parameter;
    }

    /** The API's value; null: the parameter is left out. */
    public String parameter() {
        return parameter;
    }

    /**
     * The next border after a moment. Hours and quarters follow the clock on the wall too; where an hour comes twice it is two hours,
     * because one hour later is meant, not the next number.
     */
    ZonedDateTime next(ZonedDateTime at) {
        return switch (this) {
            case WHOLE -> throw new IllegalArgumentException("the whole has no borders");
            case QUARTER -> {
                ZonedDateTime minute = at.truncatedTo(ChronoUnit.MINUTES);
                yield minute.minusMinutes(minute.getMinute() % 15).plus(15, ChronoUnit.MINUTES);
            }
            case HOUR -> at.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
            case DAY -> at.toLocalDate().plusDays(1).atStartOfDay(at.getZone());
            case WEEK ->
                at.toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY)).atStartOfDay(at.getZone());
            case MONTH ->
                at.toLocalDate().with(TemporalAdjusters.firstDayOfNextMonth()).atStartOfDay(at.getZone());
        };
    }
}
