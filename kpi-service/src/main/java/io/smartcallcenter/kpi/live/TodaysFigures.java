package io.smartcallcenter.kpi.live;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.OperatorRow;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.query.QueueRow;
import io.smartcallcenter.kpi.store.Reports;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Today by the query of the API, with the policy of the service. */
public final class TodaysFigures {

    private final Reports reports;
    private final Today today;
    private final Policy policy;

    public TodaysFigures(Reports reports, Today today, Policy policy) {
        this.reports = reports;
        this.today = today;
        this.policy = policy;
    }

    /** The current day of the reporting zone. */
    public TimeRange range() {
        return today.range();
    }

    public Instant now() {
        return today.clock().instant();
    }

    /** @param names empty = all in which something happened; one that is named is always among the figures */
    public Uni<List<QueueFigures>> queues(TimeRange range, Set<String> names) {
        return reports.queues(new QueueQuestion(Grid.whole(range), names, true, policy, Attribution.ARRIVAL))
                .map(answer -> answer.rows().stream().map(QueueRow::figures).toList());
    }

    /** @param interfaces at least one; each is among the figures */
    public Uni<List<OperatorFigures>> operators(TimeRange range, Set<String> interfaces) {
        return reports.operators(new OperatorQuestion(
                        Grid.whole(range), interfaces, Set.of(), OperatorGroup.OPERATOR, Attribution.ARRIVAL))
                .map(answer -> answer.rows().stream().map(OperatorRow::figures).toList());
    }
}
