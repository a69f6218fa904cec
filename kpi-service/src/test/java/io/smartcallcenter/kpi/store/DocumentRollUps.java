package io.smartcallcenter.kpi.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.RollUpDays;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.RollUps;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.QueueDay;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

/** Days made from the documents when asked: nothing has to be rolled up before. */
public final class DocumentRollUps implements RollUps {

    private final KpiStore store;

    public DocumentRollUps(KpiStore store) {
        this.store = store;
    }

    private static TimeRange days(long from, long to) {
        return new TimeRange(Instant.EPOCH.plus(Duration.ofDays(from)), Instant.EPOCH.plus(Duration.ofDays(to + 1)));
    }

    @Override
    public Multi<QueueDay> queueDays(long fromDay, long toDay, Set<String> queues) {
        TimeRange range = days(fromDay, toDay);
        return Uni.combine()
                .all()
                .unis(store.entries(range, queues), store.refusals(range, queues))
                .with((entries, refusals) -> {
                    RollUpDays days = new RollUpDays();
                    entries.forEach(days::entry);
                    refusals.forEach(days::refusal);
                    return days.queues();
                })
                .onItem()
                .transformToMulti(days -> Multi.createFrom().iterable(days));
    }

    @Override
    public Multi<OperatorDay> operatorDays(long fromDay, long toDay, Set<String> operators) {
        TimeRange range = days(fromDay, toDay);
        return Uni.combine()
                .all()
                .unis(store.offers(range, Duration.ZERO, operators), store.marks(range, operators))
                .with((offers, marks) -> {
                    RollUpDays days = new RollUpDays();
                    offers.forEach(days::offer);
                    marks.forEach(days::mark);
                    return days.operators();
                })
                .onItem()
                .transformToMulti(days -> Multi.createFrom().iterable(days));
    }

    @Override
    public Multi<OperatorDay> operatorDays(long fromDay, long toDay) {
        return operatorDays(fromDay, toDay, Set.of());
    }

    @Override
    public Uni<Set<String>> queueNames(long fromDay, long toDay) {
        return queueDays(fromDay, toDay, Set.of())
                .map(QueueDay::queue)
                .collect()
                .with(Collectors.toSet());
    }

    @Override
    public Uni<Set<String>> operatorNames(long fromDay, long toDay) {
        return operatorDays(fromDay, toDay, Set.of())
                .map(OperatorDay::iface)
                .collect()
                .with(Collectors.toSet());
    }
}
