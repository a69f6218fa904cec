package io.smartcallcenter.defaults.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** The parameters {@code from} (inclusive) and {@code to} (exclusive) of a report. */
public record QueryRange(Instant from, Instant to) {

    /** In the year 2242: far from what dates of databases overflow at. */
    private static final long LATEST_S = Integer.MAX_VALUE * 4L;

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if one cannot be read, 422 if they are too far apart */
    public static QueryRange of(String from, String to, Duration longest) {
        return of("from", time("from", from), "to", time("to", to), longest);
    }

    /**
     * Times that were read already, of parameters with other names.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if they are the wrong way round, 422 if they are too far apart
     */
    public static QueryRange of(String fromName, Instant from, String toName, Instant to, Duration longest) {
        if (!from.isBefore(to)) {
            throw Problems.unreadable(fromName, "must be before " + toName);
        }
        if (Duration.between(from, to).compareTo(longest) > 0) {
            throw Problems.tooMuch(toName, "is more than " + longest.toDays() + " days after " + fromName);
        }
        return new QueryRange(from, to);
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names the parameter if it is no time */
    public static Instant time(String name, String value) {
        if (value == null || value.isBlank()) {
            throw Problems.unreadable(name, "is missing: an ISO-8601 time with offset, 2026-11-23T00:00:00Z");
        }
        Instant time;
        try {
            time = OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException unreadable) {
            throw Problems.unreadable(name, "is not an ISO-8601 time with offset, 2026-11-23T00:00:00Z");
        }
        if (time.isBefore(Instant.EPOCH) || time.getEpochSecond() > LATEST_S) {
            throw Problems.unreadable(name, "is out of range");
        }
        return time;
    }
}
