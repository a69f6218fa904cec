package io.smartcallcenter.kpi.rollup;

import java.time.Instant;

/**
 * Fifteen minutes of UTC: the unit that is recomputed when a fact in it changes.
 *
 * @param index quarters since the epoch
 */
public record Quarter(long index) implements Comparable<Quarter> {

    public static final long MILLIS = 15 * 60 * 1000L;
    public static final int PER_DAY = 96;

    public static Quarter of(Instant at) {
        return of(at.toEpochMilli());
    }

    /** @param at ms since the epoch */
    public static Quarter of(long at) {
        return new Quarter(Math.floorDiv(at, MILLIS));
    }

    /** Inclusive, in ms since the epoch. */
    public long from() {
        return index * MILLIS;
    }

    /** Exclusive, in ms since the epoch. */
    public long to() {
        return from() + MILLIS;
    }

    public boolean contains(long at) {
        return from() <= at && at < to();
    }

    /** Days of UTC since the epoch. */
    public long day() {
        return Math.floorDiv(index, PER_DAY);
    }

    /** 0..95. */
    public int ofDay() {
        return (int) Math.floorMod(index, PER_DAY);
    }

    @Override
    public int compareTo(Quarter other) {
        return Long.compare(index, other.index);
    }
}
