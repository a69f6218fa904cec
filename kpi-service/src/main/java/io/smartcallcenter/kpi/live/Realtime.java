package io.smartcallcenter.kpi.live;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.presence.OperatorCounts;
import io.smartcallcenter.kpi.presence.OperatorNow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Queues and operators at this moment, for who asks: the same figures that are published as they change. */
public final class Realtime {

    private final TodaysFigures figures;
    private final OperatorsNow operatorsNow;

    public Realtime(TodaysFigures figures, OperatorsNow operatorsNow) {
        this.figures = figures;
        this.operatorsNow = operatorsNow;
    }

    /**
     * @param queues empty = all that have members now or had a call today; otherwise these, and the operators who are a member of
     *     one of them
     */
    public Uni<RealtimeView> now(Set<String> queues) {
        TimeRange range = figures.range();
        return Uni.combine()
                .all()
                .unis(figures.queues(range, queues), operatorsNow.all())
                .asTuple()
                .chain(both -> {
                    List<OperatorNow> operators = shown(both.getItem2(), queues);
                    Map<String, OperatorCounts> counts = OperatorCounts.byQueue(operators);
                    return quiet(range, both.getItem1(), queues.isEmpty() ? counts.keySet() : Set.of())
                            .map(all -> view(all, counts, operators));
                });
    }

    private static List<OperatorNow> shown(List<OperatorNow> operators, Set<String> queues) {
        return operators.stream()
                .filter(OperatorNow::present)
                .filter(each ->
                        queues.isEmpty() || !Collections.disjoint(each.queues().keySet(), queues))
                .toList();
    }

    /** Adds the queues that have members and no call today. */
    private Uni<List<QueueFigures>> quiet(TimeRange range, List<QueueFigures> active, Set<String> withMembers) {
        Set<String> missing = new HashSet<>(withMembers);
        active.forEach(each -> missing.remove(each.queue()));
        if (missing.isEmpty()) {
            return Uni.createFrom().item(active);
        }
        return figures.queues(range, missing).map(others -> {
            List<QueueFigures> all = new ArrayList<>(active);
            all.addAll(others);
            all.sort(Comparator.comparing(QueueFigures::queue));
            return all;
        });
    }

    private RealtimeView view(
            List<QueueFigures> queues, Map<String, OperatorCounts> counts, List<OperatorNow> operators) {
        Instant now = figures.now();
        return new RealtimeView(
                now,
                queues.stream()
                        .map(each -> RealtimeView.Queue.of(
                                each, counts.getOrDefault(each.queue(), OperatorCounts.NONE), now))
                        .toList(),
                operators.stream().map(RealtimeView.Operator::of).toList());
    }
}
