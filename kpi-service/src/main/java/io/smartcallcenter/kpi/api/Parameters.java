package io.smartcallcenter.kpi.api;

import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.SlMode;
import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Set;

/** Reads query parameters; what cannot be read is a 400 that names it. */
final class Parameters {

    private static final Duration LONGEST_RANGE = Duration.ofDays(400);

    /** Beyond any sensible threshold, and far from overflow. */
    private static final int LARGEST_THRESHOLD = 86_400;

    private Parameters() {}

    static TimeRange range(String from, String to) {
        Instant start = time("from", from);
        Instant end = time("to", to);
        if (!start.isBefore(end)) {
            throw Problems.unreadable("from", "must be before to");
        }
        if (Duration.between(start, end).compareTo(LONGEST_RANGE) > 0) {
            throw Problems.tooMuch("to", "is more than " + LONGEST_RANGE.toDays() + " days after from");
        }
        return new TimeRange(start, end);
    }

    private static Instant time(String name, String value) {
        if (value == null || value.isBlank()) {
            throw Problems.unreadable(name, "is missing: an ISO-8601 time with offset, 2026-11-23T00:00:00Z");
        }
        try {
            Instant time = OffsetDateTime.parse(value).toInstant();
            if (time.isBefore(Instant.EPOCH) || time.getEpochSecond() > Integer.MAX_VALUE * 4L) {
                throw Problems.unreadable(name, "is out of range");
            }
            return time;
        } catch (DateTimeException unreadable) {
            throw Problems.unreadable(name, "is not an ISO-8601 time with offset, 2026-11-23T00:00:00Z");
        }
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
