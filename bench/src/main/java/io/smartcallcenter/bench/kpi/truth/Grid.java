package io.smartcallcenter.bench.kpi.truth;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A range and its cells. MariaDB's own time zone tables may be missing: the borders come from {@code java.time}. */
public final class Grid {

    /** Every border of a cell but the range's own ends is a multiple of this. */
    static final long QUARTER_MS = 900_000;

    private final ZoneId zone;
    private final Interval interval;
    private final long[] borders;

    public Grid(Instant from, Instant to, ZoneId zone, Interval interval) {
        this.zone = zone;
        this.interval = interval;
        List<Long> found = new ArrayList<>(List.of(from.toEpochMilli()));
        if (interval != Interval.WHOLE) {
            ZonedDateTime next = interval.next(from.atZone(zone));
            while (next.toInstant().isBefore(to)) {
                found.add(next.toInstant().toEpochMilli());
                next = interval.next(next);
            }
        }
        found.add(to.toEpochMilli());
        borders = found.stream().mapToLong(Long::longValue).toArray();
    }

    public ZoneId zone() {
        return zone;
    }

    public Interval interval() {
        return interval;
    }

    public int size() {
        return borders.length - 1;
    }

    public long from() {
        return borders[0];
    }

    /** Exclusive. */
    public long to() {
        return borders[borders.length - 1];
    }

    public long from(int cell) {
        return borders[cell];
    }

    /** Exclusive. */
    public long to(int cell) {
        return borders[cell + 1];
    }

    /** -1: outside. */
    int cellOf(long at) {
        if (at < from() || at >= to()) {
            return -1;
        }
        int found = Arrays.binarySearch(borders, at);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public String toString() {
        return Instant.ofEpochMilli(from()) + ".." + Instant.ofEpochMilli(to()) + " " + interval + " " + zone;
    }
}
