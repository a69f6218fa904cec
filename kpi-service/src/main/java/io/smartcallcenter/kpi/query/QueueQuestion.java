package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.Policy;
import java.util.Set;

/**
 * Figures of queues.
 *
 * @param queues empty = all; one that is named gets a row in every cell
 * @param byQueue a row for each queue; otherwise one of all of them together
 */
public record QueueQuestion(Cells grid, Set<String> queues, boolean byQueue, Policy policy, Attribution attribution) {

    public QueueQuestion {
        queues = Set.copyOf(queues);
    }
}
