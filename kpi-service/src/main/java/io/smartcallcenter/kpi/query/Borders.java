package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.util.stream.LongStream;

/** Where the intervals of a range begin, and where the last one ends, in ms since the epoch. */
final class Borders {

    private final long from;
    private final long to;
    private final LongStream.Builder found = LongStream.builder();
    private long last;
    private int cells;

    private Borders(TimeRange range) {
        from = range.from().toEpochMilli();
        to = ceilMillis(range.to());
        last = from;
        found.add(from);
    }

    static long[] of(TimeRange range, ZoneId zone, Interval interval) {
        if (Duration.between(range.from(), range.to()).compareTo(Cells.LONGEST_RANGE) > 0) {
            throw new RangeTooLong();
        }
        Borders borders = new Borders(range);
        if (interval.length() != null) {
            borders.clock(zone, interval.length().toMillis());
        } else if (interval != Interval.WHOLE) {
            borders.calendar(zone, interval);
        }
        borders.add(borders.to);
        return borders.found.build().toArray();
    }

    /** Multiples of the length on the clock of the zone; a change of the offset begins anew. */
    private void clock(ZoneId zone, long length) {
        long start = from;
        while (start < to) {
            Instant begin = Instant.ofEpochMilli(start);
            ZoneOffsetTransition change = zone.getRules().nextTransition(begin);
            long end = change == null ? to : Math.min(to, change.getInstant().toEpochMilli());
            long offset = zone.getRules().getOffset(begin).getTotalSeconds() * 1000L;
            add(start);
            for (long at = Math.floorDiv(start + offset, length) * length + length - offset; at < end; at += length) {
                add(at);
            }
            start = end;
        }
    }

    private void calendar(ZoneId zone, Interval interval) {
        LocalDate day = first(LocalDate.ofInstant(Instant.ofEpochMilli(from), zone), interval);
        long at = from;
        while (at < to) {
            add(at);
            day = next(day, interval);
            at = day.atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }

    private static LocalDate first(LocalDate day, Interval interval) {
        return switch (interval) {
            case W1 -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MO1 -> day.withDayOfMonth(1);
            default -> day;
        };
    }

    private static LocalDate next(LocalDate day, Interval interval) {
        return switch (interval) {
            case W1 -> day.plusWeeks(1);
            case MO1 -> day.plusMonths(1);
            default -> day.plusDays(1);
        };
    }

    /** A border that is there already is none: days that a zone left out have no length. */
    private void add(long at) {
        if (at > last) {
            if (++cells > Cells.MOST_CELLS) {
                throw new TooManyCells();
            }
            found.add(at);
            last = at;
        }
    }

    private static long ceilMillis(Instant at) {
        long millis = at.toEpochMilli();
        return at.equals(Instant.ofEpochMilli(millis)) ? millis : millis + 1;
    }
}
