package io.smartcallcenter.kpi.query;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How a range is cut, in the zone of the question. */
public enum Interval {
    /** Not at all. */
    WHOLE(null, null),
    M15("15m", Duration.ofMinutes(15)),
    M30("30m", Duration.ofMinutes(30)),
    H1("1h", Duration.ofHours(1)),
    /** Calendar days of 23 to 25 hours. */
    D1("1d", null),
    /** ISO weeks: they begin on Monday. */
    W1("1w", null),
    /** Calendar months. */
    MO1("1mo", null);

    private final String wireName;
    private final Duration length;

    Interval(String wireName, Duration length) {
        this.wireName = wireName;
        this.length = length;
    }

    /** The name in the API; null for the whole range, where the parameter is left out. */
    public String wireName() {
        return wireName;
    }

    /** Null for the whole and for what the calendar decides. */
    Duration length() {
        return length;
    }

    /** @param name not null: without a name the range is not cut */
    public static Optional<Interval> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(interval -> name.equals(interval.wireName))
                .findFirst();
    }
}
