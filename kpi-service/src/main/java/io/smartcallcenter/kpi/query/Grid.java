package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A range cut into intervals of a zone, in the order of time, without holes. The first and the last are clipped to the range. An
 * hour that a change of the clocks repeats gives two cells, one that it skips gives none, and a day has 23 to 25 hours.
 */
public final class Grid implements Cells {

    private final TimeRange range;
    private final ZoneId zone;
    private final Interval interval;

    /** Ms since the epoch; cell i is borders[i] inclusive to borders[i + 1] exclusive. */
    private final long[] borders;

    /** Cells per ms, as if all were of equal length. */
    private final double density;

    /**
     * @throws RangeTooLong beyond {@link Cells#LONGEST_RANGE}
     * @throws TooManyCells beyond {@link Cells#MOST_CELLS}
     */
    public Grid(TimeRange range, ZoneId zone, Interval interval) {
        this.range = range;
        this.zone = zone;
        this.interval = interval;
        this.borders = Borders.of(range, zone, interval);
        this.density = size() / (double) (borders[size()] - borders[0]);
    }

    /** The range as one cell. */
    public static Grid whole(TimeRange range) {
        return new Grid(range, ZoneOffset.UTC, Interval.WHOLE);
    }

    @Override
    public TimeRange range() {
        return range;
    }

    public ZoneId zone() {
        return zone;
    }

    public Interval interval() {
        return interval;
    }

    public List<TimeRange> cells() {
        return IntStream.range(0, size()).mapToObj(this::cell).toList();
    }

    public TimeRange cell(int index) {
        return new TimeRange(Instant.ofEpochMilli(borders[index]), Instant.ofEpochMilli(borders[index + 1]));
    }

    /** Start of a cell in ms since the epoch; that of {@code size()} is the end of the last one. */
    long border(int cell) {
        return borders[cell];
    }

    @Override
    public int size() {
        return borders.length - 1;
    }

    /** Guesses by the mean length, and steps to the right cell: they differ little. */
    @Override
    public int cellOf(long at) {
        if (at < borders[0] || at >= borders[size()]) {
            return -1;
        }
        int cell = Math.min((int) ((at - borders[0]) * density), size() - 1);
        while (borders[cell] > at) {
            cell--;
        }
        while (borders[cell + 1] <= at) {
            cell++;
        }
        return cell;
    }
}
