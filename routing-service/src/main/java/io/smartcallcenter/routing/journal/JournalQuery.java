package io.smartcallcenter.routing.journal;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import java.time.Instant;

/**
 * Which decisions are asked for. What is null restricts nothing.
 *
 * @param from inclusive
 * @param to exclusive
 * @param after the last one that the caller has seen
 */
record JournalQuery(String callId, String dialled, Instant from, Instant to, int limit, Cursor after) {

    private static final int USUAL = 50;
    private static final int MOST = 500;

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names the parameter that cannot be read */
    static JournalQuery of(String callId, String dialled, String from, String to, String limit, String cursor) {
        Instant start = from == null ? null : QueryRange.time("from", from);
        Instant end = to == null ? null : QueryRange.time("to", to);
        if (start != null && end != null && !start.isBefore(end)) {
            throw Problems.unreadable("from", "must be before to");
        }
        return new JournalQuery(
                text("callId", callId),
                text("dialled", dialled),
                start,
                end,
                limit(limit),
                cursor == null ? null : Cursor.read(cursor));
    }

    private static String text(String parameter, String value) {
        if (value != null && value.isBlank()) {
            throw Problems.unreadable(parameter, "is empty");
        }
        return value;
    }

    private static int limit(String value) {
        if (value == null) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            throw Problems.unreadable("limit", "is not a whole number");
        }
        throw Problems.unreadable("limit", "is not within 1.." + MOST);
    }
}
