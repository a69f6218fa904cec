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

/** A question about queues, in intervals or as a whole. */
public class QueueParameters extends PolicyParameters {

    @RestQuery
    @Parameter(
            description =
                    "Cuts the range, at most into 3,000 intervals: 31 days of 15m. Days have 23 to 25 hours where the zone"
                            + " changes its clocks, weeks begin on Monday. Without it the range is one row",
            schema = @Schema(enumeration = {"15m", "30m", "1h", "1d", "1w", "1mo"}))
    String interval;

    @RestQuery
    @Parameter(
            description = "What a row is: one queue, or all queues together",
            schema =
                    @Schema(
                            enumeration = {"queue", "none"},
                            defaultValue = "queue"))
    String groupBy;

    @RestQuery
    @Parameter(description = LIMIT, schema = @Schema(examples = {"5000"}))
    String limit;

    @RestQuery
    @Parameter(description = CURSOR)
    String cursor;

    static final String LIMIT = "Rows of the answer, 1 to 100000. Default: 5000 in JSON; CSV and XLSX have all rows";
    static final String CURSOR = "next_cursor of the page before, with the same question";

    /** @param paging of a question with the same meaning */
    public record Asked(QueueQuestion question, Grid grid, Paging paging) {}

    public Asked asked(Policy defaults, Format format) {
        Reading reading = new Reading();
        TimeRange range = range(reading);
        ZoneId zone = zone(reading);
        Interval cut = reading.of(() -> Parameters.interval(interval));
        Set<String> queues = queues(reading);
        Boolean byQueue = reading.of(() -> groupBy == null || Parameters.byQueue(groupBy));
        Policy policy = policy(reading, defaults);
        Attribution attribution = attribution(reading);
        Integer rows = reading.of(() -> Paging.limit(limit, format));
        reading.check();
        Grid grid = Parameters.grid(range, zone, cut);
        List<Object> meaning = List.of("queues", range, zone, cut, new TreeSet<>(queues), byQueue, policy, attribution);
        return new Asked(
                new QueueQuestion(grid, queues, byQueue, policy, attribution), grid, Paging.of(rows, cursor, meaning));
    }
}
