package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.stream.LongStream;

/** Where the intervals of a range begin, and where the last one ends, in ms since the epoch. */
final class Borders {

    private final long from;
    private final long to;
    private final LongStream.Builder found = LongStream.builder();
    private long last;
    private int cells;

    private Borders(TimeRange range) {
        from = ceilMillis(range.from());
        to = Math.max(from + 1, ceilMillis(range.to()));
        last = from;
        found.add(from);
    }

    static long[] of(TimeRange range, ZoneId zone, Interval interval) {
        RangeTooLong.check(range);
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
        for (Stretch stretch : Stretch.of(from, to, zone)) {
            add(stretch.from());
            long next = (Math.floorDiv(stretch.local(stretch.from()), length) + 1) * length - stretch.offset();
            for (long at = next; at < stretch.to(); at += length) {
                add(at);
            }
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

    /** Facts are known to the ms: the first one that is not before the moment. */
    static long ceilMillis(Instant at) {
        long millis = at.toEpochMilli();
        return at.equals(Instant.ofEpochMilli(millis)) ? millis : millis + 1;
    }
}
