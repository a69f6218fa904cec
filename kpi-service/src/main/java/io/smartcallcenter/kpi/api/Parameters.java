package io.smartcallcenter.kpi.api;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.SlMode;
import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/** Reads query parameters; what cannot be read is a 400 that names it. */
final class Parameters {

    private static final Duration LONGEST_RANGE = Duration.ofDays(400);

    /** Beyond any sensible threshold, and far from overflow. */
    private static final int LARGEST_THRESHOLD = 86_400;

    private Parameters() {}

    static TimeRange range(String from, String to) {
        QueryRange range = QueryRange.of(from, to, LONGEST_RANGE);
        return new TimeRange(range.from(), range.to());
    }

    /** The defaults of the service where a parameter is absent. */
    static Policy policy(String slThreshold, String slMode, String shortAbandon, Policy defaults) {
        return new Policy(
                seconds("slThreshold", slThreshold, defaults.slThreshold()),
                mode(slMode, defaults.slMode()),
                seconds("shortAbandon", shortAbandon, defaults.shortAbandon()));
    }

    private static SlMode mode(String value, SlMode otherwise) {
        return value == null
                ? otherwise
                : SlMode.ofWireName(value)
                        .orElseThrow(() -> Problems.unreadable(
                                "slMode", "is not one of negative, ignore, positive, answered_only"));
    }

    private static int seconds(String name, String value, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        try {
            int seconds = Integer.parseInt(value);
            if (seconds >= 0 && seconds <= LARGEST_THRESHOLD) {
                return seconds;
            }
        } catch (NumberFormatException notANumber) {
            throw Problems.unreadable(name, "is not a whole number of seconds");
        }
        throw Problems.unreadable(name, "is not within 0.." + LARGEST_THRESHOLD + " seconds");
    }

    /** Names to restrict a report to. */
    static Set<String> names(String parameter, Collection<String> values) {
        for (String value : values) {
            if (value.isBlank()) {
                throw Problems.unreadable(parameter, "is empty");
            }
        }
        return Set.copyOf(values);
    }
}
