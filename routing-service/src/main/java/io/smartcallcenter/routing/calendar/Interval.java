package io.smartcallcenter.routing.calendar;

/**
 * Part of a day, or of a night when {@code toMinute} is not after {@code fromMinute}: 22:00-06:00 reaches into the next day.
 *
 * @param fromMinute minute of the day, 0..1439, inclusive
 * @param toMinute minute of the day, 1..1440, exclusive
 */
public record Interval(int fromMinute, int toMinute) {

    public static final int MINUTES_OF_HOUR = 60;
    public static final int MINUTES_OF_DAY = 24 * MINUTES_OF_HOUR;

    public Interval {
        if (fromMinute < 0 || fromMinute >= MINUTES_OF_DAY || toMinute < 1 || toMinute > MINUTES_OF_DAY) {
            throw new IllegalArgumentException("an interval lies between 00:00 and 24:00");
        }
    }

    private boolean overMidnight() {
        return toMinute <= fromMinute;
    }

    boolean containsOnItsDay(int minute) {
        return minute >= fromMinute && (overMidnight() || minute < toMinute);
    }

    boolean containsOnNextDay(int minute) {
        return overMidnight() && minute < toMinute;
    }
}
