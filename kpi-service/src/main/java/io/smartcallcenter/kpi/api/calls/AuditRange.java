package io.smartcallcenter.kpi.api.calls;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.kpi.store.AuditStore.Noted;
import io.smartcallcenter.kpi.store.Place;
import java.time.Instant;
import java.util.List;

/** The part of an audit trail that was asked for; both ends may be left open. */
public record AuditRange(Instant from, Instant to, int limit, Place after) {

    private static final Instant LATEST = Instant.parse("2242-01-01T00:00:00Z");

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names what cannot be read, {@code from} if it is not before to */
    public static AuditRange of(String from, String to, String limit, String cursor) {
        Instant start = from == null ? Instant.EPOCH : QueryRange.time("from", from);
        Instant end = to == null ? LATEST : QueryRange.time("to", to);
        if (from != null && to != null && !start.isBefore(end)) {
            throw Problems.unreadable("from", "must be before to");
        }
        return new AuditRange(start, end, CallParameters.limit(limit), Cursors.place(cursor));
    }

    /** @param found one more than the page takes, if there are */
    public <T> List<Noted<T>> page(List<Noted<T>> found) {
        return found.subList(0, Math.min(limit, found.size()));
    }

    /** Null on the last page. */
    public <T> String next(List<Noted<T>> found) {
        return found.size() <= limit ? null : Cursors.text(found.get(limit - 1).place());
    }
}
