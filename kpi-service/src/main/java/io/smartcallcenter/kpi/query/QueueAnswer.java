package io.smartcallcenter.kpi.query;

import java.util.List;

/** @param rows by queue, then by cell; of cells in which nothing happened only those of queues that were named */
public record QueueAnswer(List<QueueRow> rows, Completeness completeness) {}
