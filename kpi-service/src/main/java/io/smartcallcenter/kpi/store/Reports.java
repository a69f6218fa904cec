package io.smartcallcenter.kpi.store;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.metrics.OperatorReport;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueReport;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.query.OperatorAnswer;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueQuestion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The figures of a range, computed from the documents when asked. The API and the live figures both come from here. */
public final class Reports {

    /** A talk that began this long before a range may still last into it. */
    static final Duration LONGEST_TALK = Duration.ofHours(12);

    private final KpiStore store;
    private final Clock clock;

    public Reports(KpiStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Being written: the roll-ups come first. */
    public Uni<QueueAnswer> queues(QueueQuestion question) {
        return Uni.createFrom().failure(new UnsupportedOperationException("no roll-ups yet"));
    }

    /** Being written: the roll-ups come first. */
    public Uni<OperatorAnswer> operators(OperatorQuestion question) {
        return Uni.createFrom().failure(new UnsupportedOperationException("no roll-ups yet"));
    }

    /** @param queues empty = all in which something happened */
    public Uni<QueueReport> queues(TimeRange range, Set<String> queues, Policy policy) {
        return Uni.combine()
                .all()
                .unis(store.entries(range, queues), store.refusals(range, queues), store.outages(range))
                .with((entries, refusals, outages) ->
                        QueueReport.of(range, policy, queues, entries, refusals, outages, clock.instant()));
    }

    /**
     * @param operators interfaces; empty = all of whom something is known in the range
     * @param queues restricts the counts and the states to these queues; empty = all, and direct calls. Talk is of all
     *     queues: who talks for another queue is not available
     */
    public Uni<OperatorReport> operators(TimeRange range, Set<String> operators, Set<String> queues) {
        Instant now = clock.instant();
        return Uni.combine()
                .all()
                .unis(store.offers(range, LONGEST_TALK, operators), store.marks(range, operators), store.outages(range))
                .with((offers, marks, outages) ->
                        OperatorReport.of(range, operators, queues, offers, of(marks, queues), outages, now));
    }

    /**
     * The calls of operators without their times, and without a word about outages.
     *
     * @param operators interfaces, at least one
     */
    public Uni<OperatorReport> calls(TimeRange range, Set<String> operators) {
        Instant now = clock.instant();
        return store.offers(range, Duration.ZERO, operators)
                .map(offers -> OperatorReport.of(range, operators, Set.of(), offers, List.of(), List.of(), now));
    }

    /** The queues that somebody entered in the range. */
    public Uni<Set<String>> queueNames(TimeRange range) {
        return store.queueNames(range);
    }

    /** The operators who were offered a call in the range. */
    public Uni<Set<String>> operatorNames(TimeRange range) {
        return store.operatorNames(range);
    }

    private static List<StateMark> of(List<StateMark> marks, Set<String> queues) {
        return marks.stream()
                .filter(mark -> queues.isEmpty() || mark.queue() == null || queues.contains(mark.queue()))
                .toList();
    }
}
