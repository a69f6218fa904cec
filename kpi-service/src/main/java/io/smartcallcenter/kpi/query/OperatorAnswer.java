package io.smartcallcenter.kpi.query;

import java.util.List;

/** @param rows by operator or queue, then by cell; of cells in which nothing happened only those of names that were asked for */
public record OperatorAnswer(List<OperatorRow> rows, Completeness completeness) {}
