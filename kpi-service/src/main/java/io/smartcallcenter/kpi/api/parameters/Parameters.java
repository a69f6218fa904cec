package io.smartcallcenter.kpi.api.parameters;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.SlMode;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Cells;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.Interval;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.TooManyCells;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The meaning of the values of query parameters; what cannot be read is a 400 that names it. */
final class Parameters {

    /** Beyond any sensible threshold, and far from overflow. */
    private static final int LARGEST_THRESHOLD = 86_400;

    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private Parameters() {}

    /** Null if it cannot be read. */
    static TimeRange range(Reading reading, String fromName, String from, String toName, String to) {
        Instant start = reading.of(() -> QueryRange.time(fromName, from));
        Instant end = reading.of(() -> QueryRange.time(toName, to));
        if (start == null || end == null) {
            return null;
        }
        QueryRange range = reading.of(() -> QueryRange.of(fromName, start, toName, end, Cells.LONGEST_RANGE));
        return range == null ? null : new TimeRange(range.from(), range.to());
    }

    static ZoneId zone(String value) {
        if (ZONES.contains(value)) {
            return ZoneId.of(value);
        }
        throw Problems.unreadable("tz", "is not an IANA time zone, Europe/Berlin");
    }

    static Interval interval(String value) {
        return value == null
                ? Interval.WHOLE
                : Interval.ofWireName(value).orElseThrow(() -> unknown("interval", "15m, 30m, 1h, 1d, 1w, 1mo"));
    }

    static Attribution attribution(String value) {
        return Attribution.ofWireName(value).orElseThrow(() -> unknown("attribution", "arrival, event"));
    }

    /** The groups of a report about queues. */
    static boolean byQueue(String value) {
        return switch (value) {
            case "queue" -> true;
            case "none" -> false;
            default -> throw unknown("groupBy", "queue, none");
        };
    }

    static OperatorGroup group(String value) {
        return Arrays.stream(OperatorGroup.values())
                .filter(group -> group.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> unknown("groupBy", "operator, queue, none"));
    }

    /** The defaults of the service where a parameter is absent. */
    static Policy policy(Reading reading, String slThreshold, String slMode, String shortAbandon, Policy defaults) {
        Integer threshold = reading.of(() -> seconds("slThreshold", slThreshold, defaults.slThreshold()));
        SlMode mode = reading.of(() -> mode(slMode, defaults.slMode()));
        Integer abandon = reading.of(() -> seconds("shortAbandon", shortAbandon, defaults.shortAbandon()));
        return threshold == null || mode == null || abandon == null ? null : new Policy(threshold, mode, abandon);
    }

    private static SlMode mode(String value, SlMode otherwise) {
        return value == null
                ? otherwise
                : SlMode.ofWireName(value)
                        .orElseThrow(() -> unknown("slMode", "negative, ignore, positive, answered_only"));
    }

    private static int seconds(String name, String value, int otherwise) {
        return value == null ? otherwise : number(name, value, 0, LARGEST_THRESHOLD, "seconds");
    }

    static int number(String name, String value, int least, int most, String unit) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw Problems.unreadable(name, "is not a whole number of " + unit);
        }
        throw Problems.unreadable(name, "is not within " + least + ".." + most + " " + unit);
    }

    /** Names to restrict a report to. */
    static Set<String> names(String parameter, Collection<String> values) {
        for (String value : values) {
            if (value.isBlank()) {
                throw Problems.unreadable(parameter, "is empty");
            }
        }
        return values.stream().collect(Collectors.toUnmodifiableSet());
    }

    /** @throws HttpProblem 422 if the range has too many intervals */
    static Grid grid(TimeRange range, ZoneId zone, Interval interval) {
        return fitting(() -> new Grid(range, zone, interval));
    }

    private static Grid fitting(Supplier<Grid> grid) {
        try {
            return grid.get();
        } catch (TooManyCells tooMany) {
            throw Problems.tooMuch(
                    tooMany.parameter(),
                    "is too short for the range: at most " + tooMany.limit()
                            + " intervals: 31 days of 15m, 62 of 30m, 125 of 1h");
        }
    }

    static HttpProblem unknown(String parameter, String known) {
        return Problems.unreadable(parameter, "is not one of " + known);
    }
}
