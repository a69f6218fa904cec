package io.smartcallcenter.kpi.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.Ratio;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Rolled;
import io.smartcallcenter.kpi.offer.OfferFacts;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.store.Reports;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Computes anew, with the query of the API, the queues and operators that changed since the last time, and publishes those whose
 * figures differ. {@link #publish()} must not run twice at once; {@link #rolled} may come from any thread at any time.
 */
public final class LiveFigures implements Rolled {

    /** A queue that was quiet for longer has had its zeros, unless the service was down for as long. */
    private static final Duration LATELY = Duration.ofDays(7);

    private final Reports reports;
    private final Today today;
    private final Policy policy;
    private final BiFunction<String, KpiUpdate, Uni<Void>> publisher;

    private final Set<String> dirtyQueues = ConcurrentHashMap.newKeySet();
    private final Set<String> dirtyOperators = ConcurrentHashMap.newKeySet();
    private final Map<String, KpiUpdate> published = new ConcurrentHashMap<>();
    private volatile Instant day = Instant.EPOCH;

    /** @param publisher sends an update under its key */
    public LiveFigures(
            Reports reports, Today today, Policy policy, BiFunction<String, KpiUpdate, Uni<Void>> publisher) {
        this.reports = reports;
        this.today = today;
        this.policy = policy;
        this.publisher = publisher;
    }

    @Override
    public void rolled(Set<RollUpKey> keys) {
        keys.forEach(key -> (key.kind() == RollUpKey.Kind.QUEUE ? dirtyQueues : dirtyOperators).add(key.name()));
    }

    /**
     * Publishes what changed; on a new day, and at the start, everything that was there lately: the topic may still say what was
     * true on the day when this service was stopped. What could not be published stays to be.
     */
    public Uni<Void> publish() {
        TimeRange range = today.range();
        Uni<Void> first = range.from().equals(day) ? Uni.createFrom().voidItem() : everything(range);
        return first.chain(() -> queues(range)).chain(() -> operators(range));
    }

    private Uni<Void> everything(TimeRange range) {
        published.values().forEach(this::dirty);
        TimeRange lately = new TimeRange(range.from().minus(LATELY), range.to());
        return reports.queueNames(lately)
                .invoke(dirtyQueues::addAll)
                .chain(() -> reports.operatorNames(lately))
                .invoke(names -> {
                    dirtyOperators.addAll(names);
                    day = range.from();
                })
                .replaceWithVoid();
    }

    private void dirty(KpiUpdate update) {
        if (update instanceof KpiUpdate.Queue queue) {
            dirtyQueues.add(queue.queue());
        } else if (update instanceof KpiUpdate.Operator operator) {
            dirtyOperators.add(operator.agent().iface());
        }
    }

    private Uni<Void> queues(TimeRange range) {
        Set<String> names = taken(dirtyQueues);
        if (names.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return reports.queues(new QueueQuestion(Grid.whole(range), names, true, policy, Attribution.ARRIVAL))
                .chain(answer -> each(answer.rows(), row -> send("queue/" + row.queue(), of(row.figures(), range))))
                .onFailure()
                .invoke(() -> dirtyQueues.addAll(names));
    }

    private Uni<Void> operators(TimeRange range) {
        Set<String> names = taken(dirtyOperators);
        if (names.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return reports.operators(new OperatorQuestion(
                        Grid.whole(range), names, Set.of(), OperatorGroup.OPERATOR, Attribution.ARRIVAL))
                .chain(answer -> each(answer.rows(), row -> send("operator/" + row.iface(), of(row.figures(), range))))
                .onFailure()
                .invoke(() -> dirtyOperators.addAll(names));
    }

    /** Taken before the documents are read: a change that comes meanwhile is seen the next time. */
    private static Set<String> taken(Set<String> dirty) {
        Set<String> names = Set.copyOf(dirty);
        dirty.removeAll(names);
        return names;
    }

    private Uni<Void> send(String key, KpiUpdate update) {
        if (update.equals(published.get(key))) {
            return Uni.createFrom().voidItem();
        }
        return publisher.apply(key, update).invoke(() -> published.put(key, update));
    }

    private static <T> Uni<Void> each(Collection<T> items, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Who waits makes the service level fall as time goes by: such queues are looked at again. */
    public void refreshWaiting() {
        published.values().stream()
                .filter(update -> update instanceof KpiUpdate.Queue queue && queue.waiting() > 0)
                .forEach(this::dirty);
    }

    private static KpiUpdate.Queue of(QueueFigures figures, TimeRange range) {
        return new KpiUpdate.Queue(
                figures.queue(),
                range.from(),
                figures.total(),
                figures.answered(),
                figures.abandoned(),
                figures.shortAbandoned(),
                figures.waiting(),
                Ratio.oneDecimal(figures.answerRate()),
                Ratio.oneDecimal(figures.serviceLevel().percent()),
                Ratio.oneDecimal(figures.waits().mean()),
                figures.longestWaitingSince());
    }

    private static KpiUpdate.Operator of(OperatorFigures figures, TimeRange range) {
        return new KpiUpdate.Operator(
                new Agent(figures.iface(), figures.name()),
                range.from(),
                figures.counts().offered(),
                figures.counts().answered(),
                figures.counts().missed(),
                Ratio.oneDecimal(figures.counts().efficiency()),
                Ratio.oneDecimal(figures.counts().avgTalk()));
    }
}
