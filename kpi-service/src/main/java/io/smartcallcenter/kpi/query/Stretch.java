package io.smartcallcenter.kpi.query;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;

/**
 * A time within which the clock of a zone does not change.
 *
 * @param from ms since the epoch
 * @param to ms since the epoch, exclusive
 * @param offset ms that the clock is ahead of UTC
 */
record Stretch(long from, long to, long offset) {

    /** The stretches of a range, in order. */
    static List<Stretch> of(long from, long to, ZoneId zone) {
        List<Stretch> found = new ArrayList<>();
        long start = from;
        while (start < to) {
            Instant begin = Instant.ofEpochMilli(start);
            ZoneOffsetTransition change = zone.getRules().nextTransition(begin);
            long end = change == null ? to : Math.min(to, change.getInstant().toEpochMilli());
            found.add(new Stretch(start, end, zone.getRules().getOffset(begin).getTotalSeconds() * 1000L));
            start = end;
        }
        return List.copyOf(found);
    }

    boolean contains(long at) {
        return from <= at && at < to;
    }

    /** What the clock shows, in ms since its own epoch. */
    long local(long at) {
        return at + offset;
    }
}
