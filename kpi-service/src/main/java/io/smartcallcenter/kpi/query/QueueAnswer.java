package io.smartcallcenter.kpi.query;

import java.util.List;

/** @param rows by queue, then by cell; of cells in which nothing happened only those of queues that were named */
public record QueueAnswer(List<QueueRow> rows, Completeness completeness) {

    /** False if a link of a node was down in the range of the question, or a call of any row was lost. */
    public boolean complete(Cells grid) {
        return completeness.of(grid.range())
                && rows.stream().allMatch(row -> row.figures().lost() == 0);
    }
}
