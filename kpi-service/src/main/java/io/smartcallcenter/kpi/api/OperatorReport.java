package io.smartcallcenter.kpi.api;

import static io.smartcallcenter.kpi.metrics.Ratio.oneDecimal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.defaults.answer.Report;
import io.smartcallcenter.kpi.api.parameters.OperatorParameters;
import io.smartcallcenter.kpi.api.parameters.Paging.Page;
import io.smartcallcenter.kpi.api.parameters.Paging.Place;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.Interval;
import io.smartcallcenter.kpi.query.OperatorAnswer;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.OperatorRow;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code GET /api/kpi/operators}. */
@JsonNaming(SnakeCaseStrategy.class)
public record OperatorReport(
        @JsonUnwrapped Head head,
        List<Row> operators,
        @Schema(description = "Null: there are no more rows", nullable = true) String nextCursor)
        implements Report {

    private static final Row BLANK = new Row(
            null,
            null,
            null,
            new Span(Instant.EPOCH, Instant.EPOCH, true),
            OfferColumns.NONE,
            new Times(0.0, 0.0, 0.0, List.of(), null),
            null,
            null);

    /** What was asked about operators, with the defaults filled in. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "OperatorHead")
    public record Head(
            @Schema(description = "Inclusive, in UTC") Instant from,
            @Schema(description = "Exclusive, in UTC") Instant to,
            String tz,
            @Schema(description = "Null: the range was not cut", nullable = true) String interval,
            String attribution,
            @Schema(description = "False if events of the range were lost, or how an offer in it ended")
                    boolean complete) {}

    /** One operator in one queue. */
    @Schema(name = "OperatorInQueue")
    public record InQueue(
            String queue,
            @JsonUnwrapped OfferColumns columns,
            @Schema(description = OfferColumns.IDENTITY, nullable = true) Boolean identity) {}

    /** Seconds paused for one reason; reasons of two queues may overlap. */
    public record Pause(String reason, Double seconds) {}

    /** Seconds in states, clipped to the interval, and the share of talk in talk and availability. */
    @JsonNaming(SnakeCaseStrategy.class)
    @Schema(name = "OperatorTimes")
    public record Times(
            Double onlineTime, Double pauseTime, Double autoPauseTime, List<Pause> pauseReasons, Double occupancy) {

        static Times of(OperatorFigures figures) {
            return new Times(
                    oneDecimal(figures.onlineSeconds()),
                    oneDecimal(figures.pauseSeconds()),
                    oneDecimal(figures.autoPauseSeconds()),
                    figures.pauseSecondsByReason().entrySet().stream()
                            .map(each -> new Pause(each.getKey(), oneDecimal(each.getValue())))
                            .toList(),
                    oneDecimal(figures.occupancy()));
        }
    }

    /** One operator, the operators of one queue, or all operators, in one interval. */
    @Schema(name = "OperatorReportRow")
    public record Row(
            @JsonProperty("interface") @Schema(description = "Null: several operators together", nullable = true)
                    String iface,
            @Schema(description = "Null: several operators together", nullable = true) String name,
            @Schema(description = "Null unless the rows are queues", nullable = true) String queue,
            @JsonUnwrapped Span span,
            @JsonUnwrapped OfferColumns columns,
            @JsonUnwrapped Times times,
            @Schema(description = OfferColumns.IDENTITY, nullable = true) Boolean identity,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Schema(description = "By queue; only without interval and groupBy, and not in CSV and XLSX")
                    List<InQueue> queues) {

        Row withoutQueues() {
            return new Row(iface, name, queue, span, columns, times, identity, null);
        }
    }

    static OperatorReport of(OperatorParameters.Asked asked, OperatorAnswer answer) {
        OperatorQuestion question = asked.question();
        Grid grid = question.grid();
        List<Span> spans = Span.of(grid, answer.completeness());
        Page<OperatorRow> page = asked.paging().of(answer.rows(), OperatorReport::place);
        return new OperatorReport(
                new Head(
                        grid.range().from(),
                        grid.range().to(),
                        grid.zone().getId(),
                        grid.interval().wireName(),
                        question.attribution().wireName(),
                        answer.complete(grid)),
                page.rows().stream()
                        .map(row -> row(
                                row,
                                spans.get(row.cell())
                                        .withLost(row.figures().counts().lost()),
                                question))
                        .toList(),
                page.next());
    }

    private static Place place(OperatorRow row) {
        return Place.of(row.iface() == null ? row.queue() : row.iface(), row.cell());
    }

    private static Row row(OperatorRow row, Span span, OperatorQuestion question) {
        boolean whole =
                question.group() == OperatorGroup.OPERATOR && question.grid().interval() == Interval.WHOLE;
        OperatorFigures figures = row.figures();
        OfferColumns columns = OfferColumns.of(figures.counts());
        return new Row(
                row.iface(),
                row.iface() == null ? null : figures.name(),
                row.queue(),
                span,
                columns,
                Times.of(figures),
                columns.identity(question.attribution()),
                whole ? queues(figures, question.attribution()) : null);
    }

    private static List<InQueue> queues(OperatorFigures figures, Attribution attribution) {
        return figures.queues().entrySet().stream()
                .map(each -> {
                    OfferColumns columns = OfferColumns.of(each.getValue());
                    return new InQueue(each.getKey(), columns, columns.identity(attribution));
                })
                .toList();
    }

    @Override
    public String name() {
        return "operators";
    }

    @Override
    public Object question() {
        return head;
    }

    @Override
    public List<Row> rows() {
        return operators.stream().map(Row::withoutQueues).toList();
    }

    @Override
    public Row blank() {
        return BLANK;
    }
}
