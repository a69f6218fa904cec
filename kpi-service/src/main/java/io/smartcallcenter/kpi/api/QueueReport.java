package io.smartcallcenter.kpi.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.defaults.answer.Report;
import io.smartcallcenter.kpi.api.parameters.Paging.Page;
import io.smartcallcenter.kpi.api.parameters.Paging.Place;
import io.smartcallcenter.kpi.api.parameters.QueueParameters;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueRow;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code GET /api/kpi/queues}. */
@JsonNaming(SnakeCaseStrategy.class)
public record QueueReport(
        @JsonUnwrapped QueueHead head,
        List<Row> queues,
        @Schema(description = "Null: there are no more rows", nullable = true) String nextCursor)
        implements Report {

    private static final Row BLANK =
            new Row(null, new Span(Instant.EPOCH, Instant.EPOCH, true), QueueColumns.NONE, null);

    /** One queue, or all together, in one interval. */
    @Schema(name = "QueueReportRow")
    public record Row(
            @Schema(description = "Null: all queues together", nullable = true) String queue,
            @JsonUnwrapped Span span,
            @JsonUnwrapped QueueColumns columns,
            @Schema(description = QueueColumns.IDENTITY, nullable = true) Boolean identity) {}

    static QueueReport of(QueueParameters.Asked asked, QueueAnswer answer) {
        List<Span> spans = Span.of(asked.grid(), answer.completeness());
        Attribution attribution = asked.question().attribution();
        Page<QueueRow> page = asked.paging().of(answer.rows(), row -> Place.of(row.queue(), row.cell()));
        return new QueueReport(
                QueueHead.of(
                        asked.question(),
                        asked.grid().zone(),
                        asked.grid().interval().wireName(),
                        answer.complete(asked.grid())),
                page.rows().stream()
                        .map(row -> row(
                                row,
                                spans.get(row.cell()).withLost(row.figures().lost()),
                                attribution))
                        .toList(),
                page.next());
    }

    private static Row row(QueueRow row, Span span, Attribution attribution) {
        QueueColumns columns = QueueColumns.of(row.figures());
        return new Row(row.queue(), span, columns, columns.identity(attribution));
    }

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public Object question() {
        return head;
    }

    @Override
    public List<Row> rows() {
        return queues;
    }

    @Override
    public Row blank() {
        return BLANK;
    }
}
