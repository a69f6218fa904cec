package io.smartcallcenter.kpi.query;

import java.util.List;

/** @param rows by operator or queue, then by cell; of cells in which nothing happened only those of names that were asked for */
public record OperatorAnswer(List<OperatorRow> rows, Completeness completeness) {

    /** False if a link of a node was down in the range of the question, or a call of any row was lost. */
    public boolean complete(Cells grid) {
        return completeness.of(grid.range())
                && rows.stream().allMatch(row -> row.figures().counts().lost() == 0);
    }
}
