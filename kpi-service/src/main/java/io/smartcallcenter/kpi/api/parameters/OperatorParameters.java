package io.smartcallcenter.kpi.api.parameters;

import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Interval;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** A question about operators, in intervals or as a whole. */
public class OperatorParameters extends FigureParameters {

    @RestQuery
    @Parameter(
            description =
                    "Only these operators, by interface; repeat it for several. Without it all of whom something is known",
            schema = @Schema(examples = {"PJSIP/1001"}))
    List<String> operator = List.of();

    @RestQuery
    @Parameter(
            description =
                    "Cuts the range, at most into 3,000 intervals: 31 days of 15m. States are clipped to the interval."
                            + " Without it the range is one row",
            schema = @Schema(enumeration = {"15m", "30m", "1h", "1d", "1w", "1mo"}))
    String interval;

    @RestQuery
    @Parameter(
            description =
                    "What a row is: one operator, the operators of one queue together, or all operators together. Times of"
                            + " several operators are sums",
            schema =
                    @Schema(
                            enumeration = {"operator", "queue", "none"},
                            defaultValue = "operator"))
    String groupBy;

    @RestQuery
    @Parameter(description = QueueParameters.LIMIT, schema = @Schema(examples = {"5000"}))
    String limit;

    @RestQuery
    @Parameter(description = QueueParameters.CURSOR)
    String cursor;

    /** @param paging of a question with the same meaning */
    public record Asked(OperatorQuestion question, Paging paging) {}

    public Asked asked(Format format) {
        Reading reading = new Reading();
        TimeRange range = range(reading);
        ZoneId zone = zone(reading);
        Interval cut = reading.of(() -> Parameters.interval(interval));
        Set<String> operators = reading.of(() -> Parameters.names("operator", operator));
        Set<String> queues = queues(reading);
        OperatorGroup group = reading.of(() -> groupBy == null ? OperatorGroup.OPERATOR : Parameters.group(groupBy));
        Attribution attribution = attribution(reading);
        Integer rows = reading.of(() -> Paging.limit(limit, format));
        reading.check();
        List<Object> meaning = List.of(
                "operators", range, zone, cut, new TreeSet<>(operators), new TreeSet<>(queues), group, attribution);
        return new Asked(
                new OperatorQuestion(Parameters.grid(range, zone, cut), operators, queues, group, attribution),
                Paging.of(rows, cursor, meaning));
    }
}
