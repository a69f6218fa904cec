package io.smartcallcenter.kpi.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smartcallcenter.defaults.answer.Report;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.query.QueueRow;
import io.smartcallcenter.kpi.query.WeekGrid;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code GET /api/kpi/heatmap}: each hour of the week, with the calls of all such hours of the range together. */
public record Heatmap(@JsonUnwrapped QueueHead head, List<Cell> cells) implements Report {

    /** One hour of the week. */
    @Schema(name = "HeatmapCell")
    public record Cell(
            @Schema(description = "1 = Monday to 7 = Sunday", minimum = "1", maximum = "7") int weekday,
            @Schema(description = "0 to 23, on the clock of the zone", minimum = "0", maximum = "23") int hour,
            @JsonUnwrapped QueueColumns columns,
            @Schema(description = QueueColumns.IDENTITY, nullable = true) Boolean identity) {

        static Cell of(int cell, QueueColumns columns, Attribution attribution) {
            return new Cell(WeekGrid.weekday(cell), WeekGrid.hour(cell), columns, columns.identity(attribution));
        }
    }

    /** @param question about a {@link WeekGrid}, all queues together */
    static Heatmap of(QueueQuestion question, QueueAnswer answer) {
        WeekGrid week = (WeekGrid) question.grid();
        Map<Integer, QueueColumns> busy =
                answer.rows().stream().collect(Collectors.toMap(QueueRow::cell, row -> QueueColumns.of(row.figures())));
        return new Heatmap(
                QueueHead.of(question, week.zone(), null, answer.complete(week)),
                IntStream.range(0, week.size())
                        .mapToObj(cell ->
                                Cell.of(cell, busy.getOrDefault(cell, QueueColumns.NONE), question.attribution()))
                        .toList());
    }

    @Override
    public String name() {
        return "heatmap";
    }

    @Override
    public Object question() {
        return head;
    }

    @Override
    public List<Cell> rows() {
        return cells;
    }

    @Override
    public Cell blank() {
        return cells.get(0);
    }

    @Override
    public String nextCursor() {
        return null;
    }
}
