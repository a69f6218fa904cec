package io.smartcallcenter.kpi.live;

import static io.smartcallcenter.kpi.live.Changed.NO_EVENT;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.presence.OperatorCounts;
import io.smartcallcenter.kpi.presence.OperatorNow;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.RollUpKey.Kind;
import io.smartcallcenter.kpi.rollup.Rolled;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Publishes today's figures of the queues and operators that this replica owns: when their roll-ups have changed they are computed
 * anew by the query of the API, and sent if they differ. {@link #publish()} must not run twice at once; the other methods may be
 * called from any thread at any time.
 */
public final class LiveFigures implements Rolled {

    /** Records that are on their way to Kafka at once. */
    private static final int AT_ONCE = 64;

    private static final SortedMap<String, OperatorState> NOWHERE = Collections.emptySortedMap();

    private final TodaysFigures figures;
    private final OperatorsNow operatorsNow;
    private final Predicate<RollUpKey> owned;
    private final Announcements announcements;
    private final FiguresGauges gauges;
    private final LiveMeters meters;

    private final Changed changed = new Changed();
    private final Map<RollUpKey, Instant> expected = new ConcurrentHashMap<>();
    private final Map<RollUpKey, KpiUpdate> published = new ConcurrentHashMap<>();
    private final Map<String, SortedMap<String, OperatorState>> members = new ConcurrentHashMap<>();

    /** @param owned whether this replica publishes the figures of a key */
    public LiveFigures(
            TodaysFigures figures,
            OperatorsNow operatorsNow,
            Predicate<RollUpKey> owned,
            Announcements announcements,
            FiguresGauges gauges,
            LiveMeters meters) {
        this.figures = figures;
        this.operatorsNow = operatorsNow;
        this.owned = owned;
        this.announcements = announcements;
        this.gauges = gauges;
        this.meters = meters;
    }

    @Override
    public void expect(RollUpKey key, Instant since) {
        expected.merge(key, since, (a, b) -> a.isBefore(b) ? a : b);
    }

    @Override
    public void rolled(Set<RollUpKey> keys) {
        for (RollUpKey key : keys) {
            Instant since = expected.remove(key);
            changed.add(key, since == null ? NO_EVENT : since);
        }
    }

    /** Who waits makes the service level fall as time goes by: such queues are looked at again. */
    void refreshWaiting() {
        published.forEach((key, update) -> {
            if (update instanceof KpiUpdate.Queue queue && queue.waiting() > 0) {
                changed.add(key, NO_EVENT);
            }
        });
    }

    /** Looks at everything again: an offer whose end was never seen is over at some time. */
    void refreshAll() {
        published.keySet().forEach(key -> changed.add(key, NO_EVENT));
    }

    /** What was published is published again when it is looked at, whether or not it differs. @return its keys */
    Set<RollUpKey> publishAgain() {
        Set<RollUpKey> keys = Set.copyOf(published.keySet());
        published.clear();
        return keys;
    }

    /** Publishes what changed, operators before the queues that count them. What could not be published stays to be. */
    public Uni<Void> publish() {
        forgetOthers();
        TimeRange today = figures.range();
        Instant begun = figures.now();
        return operators(today, changed.take(Kind.OPERATOR))
                .chain(some -> queues(today, changed.take(Kind.QUEUE)).map(more -> some || more))
                .invoke(looked -> {
                    if (looked) {
                        meters.lookedSince(begun);
                    }
                })
                .replaceWithVoid();
    }

    /** Keys may have gone to another replica, which publishes them now. */
    private void forgetOthers() {
        changed.drop(owned.negate());
        published.keySet().removeIf(owned.negate());
        members.keySet().removeIf(iface -> !owned.test(RollUpKey.operator(iface)));
        gauges.keep(owned);
    }

    /** @return whether there were any */
    private Uni<Boolean> operators(TimeRange today, Map<RollUpKey, Instant> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Set<String> names = names(keys);
        return Uni.combine()
                .all()
                .unis(figures.operators(today, names), operatorsNow.of(names))
                .asTuple()
                .chain(both -> operators(today, keys, both.getItem1(), both.getItem2()))
                .onFailure()
                .invoke(() -> changed.add(keys))
                .replaceWith(true);
    }

    private Uni<Void> operators(
            TimeRange today, Map<RollUpKey, Instant> keys, List<OperatorFigures> of, List<OperatorNow> now) {
        Map<String, OperatorNow> byInterface =
                now.stream().collect(Collectors.toMap(OperatorNow::iface, Function.identity()));
        now.forEach(gauges::show);
        return each(of, one -> {
                    RollUpKey key = RollUpKey.operator(one.iface());
                    return send(key, Updates.of(one, byInterface.get(one.iface()), today), keys.get(key));
                })
                .chain(() -> lookAtQueuesOf(now, keys));
    }

    /** Their counts of operators differ now. */
    private Uni<Void> lookAtQueuesOf(Collection<OperatorNow> operators, Map<RollUpKey, Instant> keys) {
        Set<RollUpKey> elsewhere = new HashSet<>();
        for (OperatorNow operator : operators) {
            Instant event = keys.getOrDefault(RollUpKey.operator(operator.iface()), NO_EVENT);
            for (String queue : differing(members.getOrDefault(operator.iface(), NOWHERE), operator.queues())) {
                RollUpKey key = RollUpKey.queue(queue);
                if (owned.test(key)) {
                    changed.add(key, event);
                } else {
                    elsewhere.add(key);
                }
            }
        }
        Uni<Void> told = elsewhere.isEmpty() ? Uni.createFrom().voidItem() : announcements.lookAgain(elsewhere);
        return told.invoke(() -> operators.forEach(each -> members.put(each.iface(), each.queues())));
    }

    private static Set<String> differing(Map<String, OperatorState> before, Map<String, OperatorState> after) {
        Set<String> queues = new HashSet<>(before.keySet());
        queues.addAll(after.keySet());
        queues.removeIf(queue -> Objects.equals(before.get(queue), after.get(queue)));
        return queues;
    }

    /** @return whether there were any */
    private Uni<Boolean> queues(TimeRange today, Map<RollUpKey, Instant> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return Uni.combine()
                .all()
                .unis(figures.queues(today, names(keys)), operatorsNow.all())
                .asTuple()
                .chain(both -> queues(today, keys, both.getItem1(), OperatorCounts.byQueue(both.getItem2())))
                .onFailure()
                .invoke(() -> changed.add(keys))
                .replaceWith(true);
    }

    private Uni<Void> queues(
            TimeRange today,
            Map<RollUpKey, Instant> keys,
            List<QueueFigures> of,
            Map<String, OperatorCounts> operators) {
        return each(of, one -> {
            OperatorCounts counts = operators.getOrDefault(one.queue(), OperatorCounts.NONE);
            RollUpKey key = RollUpKey.queue(one.queue());
            gauges.show(one, counts);
            return send(key, Updates.of(one, counts, today), keys.get(key));
        });
    }

    private Uni<Void> send(RollUpKey key, KpiUpdate update, Instant event) {
        if (!owned.test(key) || update.equals(published.get(key))) {
            return Uni.createFrom().voidItem();
        }
        return announcements.figures(key, update).invoke(() -> {
            published.put(key, update);
            meters.published(event);
        });
    }

    private static Set<String> names(Map<RollUpKey, Instant> keys) {
        return keys.keySet().stream().map(RollUpKey::name).collect(Collectors.toSet());
    }

    private static <T> Uni<Void> each(Collection<T> items, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUni(step::apply)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
