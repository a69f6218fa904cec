package io.smartcallcenter.kpi.api;

import io.smartcallcenter.kpi.query.Completeness;
import io.smartcallcenter.kpi.query.Grid;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The interval of a row. */
public record Span(
        @Schema(description = "Inclusive, in UTC") Instant from,
        @Schema(description = "Exclusive, in UTC") Instant to,
        @Schema(description = "False if events of the interval were lost, or how a call in the row ended")
                boolean complete) {

    /** Those of a grid, by cell. */
    static List<Span> of(Grid grid, Completeness completeness) {
        return grid.cells().stream()
                .map(cell -> new Span(cell.from(), cell.to(), completeness.of(cell)))
                .toList();
    }

    /** Of a row. @param lost its calls of whose end nobody knows, which may lie after the interval */
    Span withLost(long lost) {
        return lost == 0 ? this : new Span(from, to, false);
    }
}
