package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.entry.QueueEntryFacts;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.offer.OfferFacts;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.KnownKeys;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/** Whose facts and roll-ups there are, found day by day. */
public final class StoredKeys implements KnownKeys {

    private static final long DAY = Quarter.PER_DAY * Quarter.MILLIS;
    private static final int AT_ONCE = 1_000;

    private final KpiStore store;
    private final RollUpStore rollUps;
    private final Clock clock;

    public StoredKeys(KpiStore store, RollUpStore rollUps, Clock clock) {
        this.store = store;
        this.rollUps = rollUps;
        this.clock = clock;
    }

    @Override
    public Uni<Set<RollUpKey>> of(long day) {
        return Uni.join()
                .all(
                        queues(
                                DocumentKind.QUEUE_ENTRY,
                                QueueEntryFacts.QUEUE,
                                times(QueueEntryFacts.ARRIVAL, day - 1, day)),
                        queues(
                                DocumentKind.QUEUE_ENTRY,
                                QueueEntryFacts.QUEUE,
                                times(QueueEntryFacts.LOST_AT, day, day)),
                        queues(DocumentKind.REFUSAL, Refusal.QUEUE, times(Refusal.AT, day, day)),
                        operators(DocumentKind.OFFER, OfferFacts.INTERFACE, times(OfferFacts.ARRIVAL, day - 1, day)),
                        operators(DocumentKind.OFFER, OfferFacts.INTERFACE, times(OfferFacts.LOST_AT, day, day)),
                        operators(DocumentKind.OPERATOR_STATE, StateMark.INTERFACE, micros(day)),
                        rollUps.queueNames(day, day).map(names -> keys(names, RollUpKey::queue)),
                        rollUps.operatorNames(day, day).map(names -> keys(names, RollUpKey::operator)))
                .andFailFast()
                .map(found -> {
                    Set<RollUpKey> all = new HashSet<>();
                    found.forEach(all::addAll);
                    return all;
                });
    }

    private Uni<Set<RollUpKey>> queues(DocumentKind kind, String field, Bson when) {
        return names(kind, field, when).map(names -> keys(names, RollUpKey::queue));
    }

    private Uni<Set<RollUpKey>> operators(DocumentKind kind, String field, Bson when) {
        return names(kind, field, when).map(names -> keys(names, RollUpKey::operator));
    }

    private static Set<RollUpKey> keys(Set<String> names, Function<String, RollUpKey> key) {
        return names.stream().map(key).collect(Collectors.toSet());
    }

    private Uni<Set<String>> names(DocumentKind kind, String field, Bson when) {
        return store.collection(kind)
                .aggregate(List.of(Aggregates.match(when), Aggregates.group("$" + field)))
                .map(group -> Optional.ofNullable(group.getString("_id")))
                .collect()
                .asList()
                .map(found -> found.stream().flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    /** Days inclusive. */
    private static Bson times(String field, long fromDay, long toDay) {
        return and(gte(field, new Date(fromDay * DAY)), lt(field, new Date((toDay + 1) * DAY)));
    }

    private static Bson micros(long day) {
        return and(gte(StateMark.AT, day * DAY * 1000), lt(StateMark.AT, (day + 1) * DAY * 1000));
    }

    @Override
    public Uni<Optional<Long>> firstDay() {
        return Uni.join()
                .all(
                        first(DocumentKind.QUEUE_ENTRY, QueueEntryFacts.ARRIVAL),
                        first(DocumentKind.REFUSAL, Refusal.AT),
                        first(DocumentKind.OFFER, OfferFacts.ARRIVAL),
                        first(DocumentKind.OPERATOR_STATE, StateMark.AT))
                .andFailFast()
                .map(days -> days.stream().flatMap(Optional::stream).min(Long::compare));
    }

    @Override
    public Uni<Optional<Instant>> deletedUntil() {
        return Uni.combine()
                .all()
                .unis(
                        rollUps.firstQueueDay(),
                        first(DocumentKind.QUEUE_ENTRY, QueueEntryFacts.ARRIVAL),
                        first(DocumentKind.REFUSAL, Refusal.AT))
                .with((rolled, entry, refusal) -> {
                    long fact = Math.min(entry.orElse(Long.MAX_VALUE), refusal.orElse(Long.MAX_VALUE));
                    return rolled.filter(day -> day < fact)
                            .map(day -> fact == Long.MAX_VALUE ? clock.instant() : Instant.ofEpochMilli(fact * DAY));
                });
    }

    private Uni<Optional<Long>> first(DocumentKind kind, String field) {
        return store.collection(kind)
                .find(
                        gte(field, kind == DocumentKind.OPERATOR_STATE ? (Object) 0L : new Date(0)),
                        new FindOptions().sort(Sorts.ascending(field)).limit(1))
                .toUni()
                .map(document -> Optional.ofNullable(document).map(found -> day(found.get(field))));
    }

    private static long day(Object at) {
        long millis = at instanceof Date date ? date.getTime() : Math.floorDiv((Long) at, 1000);
        return Math.floorDiv(millis, DAY);
    }

    /** Entries and offers that have ended and do not say when. */
    @Override
    public Uni<Void> complete(long day) {
        Uni<List<Contribution>> entries = store.collection(DocumentKind.QUEUE_ENTRY)
                .find(without(
                        times(QueueEntryFacts.ARRIVAL, day, day), QueueEntryFacts.LEFT_AT, QueueEntryFacts.LOST_AT))
                .map(document -> QueueEntryFacts.ends(KpiStore.entry(document)))
                .collect()
                .asList()
                .map(StoredKeys::present);
        Uni<List<Contribution>> offers = store.collection(DocumentKind.OFFER)
                .find(without(times(OfferFacts.ARRIVAL, day, day), OfferFacts.ENDED_AT, OfferFacts.LOST_AT))
                .map(document -> OfferFacts.ends(KpiStore.offer(document)))
                .collect()
                .asList()
                .map(StoredKeys::present);
        return Uni.combine()
                .all()
                .unis(entries, offers)
                .with((some, more) ->
                        Stream.concat(some.stream(), more.stream()).toList())
                .chain(this::write);
    }

    private static Bson without(Bson when, String one, String other) {
        return and(when, eq(one, null), eq(other, null));
    }

    private static List<Contribution> present(List<Optional<Contribution>> some) {
        return some.stream().flatMap(Optional::stream).toList();
    }

    private Uni<Void> write(List<Contribution> all) {
        if (all.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Contribution> some = all.subList(0, Math.min(AT_ONCE, all.size()));
        return store.write(some).chain(() -> write(all.subList(some.size(), all.size())));
    }
}
