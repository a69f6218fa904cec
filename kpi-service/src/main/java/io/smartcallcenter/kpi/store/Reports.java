package io.smartcallcenter.kpi.store;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.query.Completeness;
import io.smartcallcenter.kpi.query.OperatorAnswer;
import io.smartcallcenter.kpi.query.OperatorFold;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.QueueAnswer;
import io.smartcallcenter.kpi.query.QueueFold;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.QueueDay;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/**
 * The figures of a range, folded from the roll-ups when asked. The API and the live figures both come from here. A day is folded as
 * it comes, on a worker thread: it takes too long for an event loop.
 */
public final class Reports {

    private final RollUpStore rollUps;
    private final KpiStore store;
    private final Clock clock;
    private final int limit;

    /** @param limit queue entries, or offers and operator states, of one report: what is kept of each is in memory */
    public Reports(RollUpStore rollUps, KpiStore store, Clock clock, int limit) {
        this.rollUps = rollUps;
        this.store = store;
        this.clock = clock;
        this.limit = limit;
    }

    /**
     * Fails with {@link io.smartcallcenter.kpi.query.TooManyRows} if there is too much to answer, with {@link TooManyDocuments} if
     * there is too much to fold.
     */
    public Uni<QueueAnswer> queues(QueueQuestion question) {
        TimeRange range = question.grid().range();
        Multi<QueueDay> days = rollUps.queueDays(day(range.from()), lastDay(range), question.queues());
        return complete(
                range,
                limited(days, day -> day.entries().size())
                        .collect()
                        .in(() -> new QueueFold(question, clock.instant()), QueueFold::add)
                        .map(QueueFold::rows),
                QueueAnswer::new);
    }

    /** Fails as {@link #queues} does. */
    public Uni<OperatorAnswer> operators(OperatorQuestion question) {
        TimeRange range = question.grid().range();
        long from = day(range.from().minus(OperatorFold.LONGEST_TALK));
        Multi<OperatorDay> days = rollUps.operatorDays(from, lastDay(range), question.operators());
        return complete(
                range,
                store.retirements().chain(retirements -> limited(
                                days, day -> day.offers().size() + day.marks().size())
                        .collect()
                        .in(() -> new OperatorFold(question, retirements, clock.instant()), OperatorFold::add)
                        .map(OperatorFold::rows)),
                OperatorAnswer::new);
    }

    /** The queues in which something happened on the days of the range. */
    public Uni<Set<String>> queueNames(TimeRange range) {
        return rollUps.queueNames(day(range.from()), lastDay(range));
    }

    /** The operators to whom something happened on the days of the range. */
    public Uni<Set<String>> operatorNames(TimeRange range) {
        return rollUps.operatorNames(day(range.from()), lastDay(range));
    }

    private <R, A> Uni<A> complete(TimeRange range, Uni<R> rows, BiFunction<R, Completeness, A> answer) {
        return Uni.combine()
                .all()
                .unis(rows, store.outages(range))
                .with((found, outages) -> answer.apply(found, new Completeness(outages)));
    }

    private <D> Multi<D> limited(Multi<D> days, ToIntFunction<D> size) {
        return Multi.createFrom().deferred(() -> {
            long[] rows = {0};
            return days.emitOn(Infrastructure.getDefaultExecutor()).invoke(day -> {
                rows[0] += size.applyAsInt(day);
                if (rows[0] > limit) {
                    throw new TooManyDocuments(limit);
                }
            });
        });
    }

    private static long day(Instant at) {
        return Quarter.of(at).day();
    }

    /** The end itself is not within. */
    private static long lastDay(TimeRange range) {
        return day(range.to().minusNanos(1));
    }
}
