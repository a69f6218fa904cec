package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.OperatorFigures;

/**
 * @param iface null unless the rows are operators
 * @param queue null unless the rows are queues
 * @param cell of the question's grid
 */
public record OperatorRow(String iface, String queue, int cell, OperatorFigures figures) {}
