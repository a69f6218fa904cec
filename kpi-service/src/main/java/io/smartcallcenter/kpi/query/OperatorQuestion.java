package io.smartcallcenter.kpi.query;

import java.util.Set;

/**
 * Figures of operators.
 *
 * @param operators interfaces; empty = all
 * @param queues restricts counts and states to these; empty = all, and direct calls. Talk is of all queues: who talks for another
 *     queue is not available
 */
public record OperatorQuestion(
        Grid grid, Set<String> operators, Set<String> queues, OperatorGroup group, Attribution attribution) {

    public OperatorQuestion {
        operators = Set.copyOf(operators);
        queues = Set.copyOf(queues);
    }
}
