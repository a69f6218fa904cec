package io.smartcallcenter.kpi.api.parameters;

import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.Interval;
import io.smartcallcenter.kpi.query.QueueQuestion;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Two ranges of the same queues by the same policy. */
public class ComparisonParameters extends PolicyParameters {

    @RestQuery("with_from")
    @Parameter(
            required = true,
            description = "Start of the range to compare with, inclusive: ISO 8601 with an offset",
            example = "2026-11-16T00:00:00Z")
    String withFrom;

    @RestQuery("with_to")
    @Parameter(
            required = true,
            description = "End of the range to compare with, exclusive; the two need not be equally long",
            example = "2026-11-17T00:00:00Z")
    String withTo;

    @RestQuery
    @Parameter(
            description = "What a row is: one queue, or all queues together",
            schema =
                    @Schema(
                            enumeration = {"queue", "none"},
                            defaultValue = "queue"))
    String groupBy;

    @RestQuery
    @Parameter(description = QueueParameters.LIMIT, schema = @Schema(examples = {"5000"}))
    String limit;

    @RestQuery
    @Parameter(description = QueueParameters.CURSOR)
    String cursor;

    /** The same question about two ranges. */
    public record Asked(QueueQuestion now, QueueQuestion then, ZoneId zone, Paging paging) {}

    public Asked asked(Policy defaults, Format format) {
        Reading reading = new Reading();
        TimeRange range = range(reading);
        TimeRange with = Parameters.range(reading, "with_from", withFrom, "with_to", withTo);
        ZoneId zone = zone(reading);
        Set<String> queues = queues(reading);
        Boolean byQueue = reading.of(() -> groupBy == null || Parameters.byQueue(groupBy));
        Policy policy = policy(reading, defaults);
        Attribution attribution = attribution(reading);
        Integer rows = reading.of(() -> Paging.limit(limit, format));
        reading.check();
        List<Object> meaning =
                List.of("compare", range, with, zone, new TreeSet<>(queues), byQueue, policy, attribution);
        return new Asked(
                new QueueQuestion(whole(range, zone), queues, byQueue, policy, attribution),
                new QueueQuestion(whole(with, zone), queues, byQueue, policy, attribution),
                zone,
                Paging.of(rows, cursor, meaning));
    }

    private static Grid whole(TimeRange range, ZoneId zone) {
        return Parameters.grid(range, zone, Interval.WHOLE);
    }
}
