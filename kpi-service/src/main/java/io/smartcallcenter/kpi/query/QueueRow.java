package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.QueueFigures;

/**
 * @param queue null: all together
 * @param cell of the question's grid
 */
public record QueueRow(String queue, int cell, QueueFigures figures) {}
