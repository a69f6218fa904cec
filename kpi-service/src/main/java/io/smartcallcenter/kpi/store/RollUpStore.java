package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.Day;
import io.smartcallcenter.kpi.rollup.EntryRows;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.QueueDay;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The roll-ups as reports read them: a document for each queue or operator and day of UTC in which something happened. */
public final class RollUpStore {

    static final String DAY = "day";

    private static final int AT_ONCE = 16;

    /** What a row takes that is an object. */
    private static final int OBJECT = 80;

    private final ReactiveMongoClient client;
    private final String database;
    private final DayCache<QueueDay> queueDays;
    private final DayCache<OperatorDay> operatorDays;

    /** Keeps no days in memory. */
    public RollUpStore(ReactiveMongoClient client, String database) {
        this(client, database, 0);
    }

    /** @param keptBytes of heap, about, that days of queues may take, and twice as many those of operators */
    public RollUpStore(ReactiveMongoClient client, String database, long keptBytes) {
        this.client = client;
        this.database = database;
        this.queueDays = new DayCache<>(
                keptBytes,
                day -> day.entries().size() * EntryRows.BYTES + day.refusals().size() * OBJECT,
                DayContent::queueDay);
        this.operatorDays = new DayCache<>(
                2 * keptBytes,
                day -> (day.offers().size() + day.marks().size() + day.carried().size()) * OBJECT,
                DayContent::operatorDay);
    }

    /** Creates the indexes. */
    public Uni<Void> prepare() {
        return Uni.join()
                .all(
                        index(RollUpKey.Kind.QUEUE, nameField(RollUpKey.Kind.QUEUE), DAY),
                        index(RollUpKey.Kind.QUEUE, DAY),
                        index(RollUpKey.Kind.OPERATOR, nameField(RollUpKey.Kind.OPERATOR), DAY),
                        index(RollUpKey.Kind.OPERATOR, DAY, nameField(RollUpKey.Kind.OPERATOR)))
                // one after the other: of two at the same time FerretDB may refuse one
                .usingConcurrencyOf(1)
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<String> index(RollUpKey.Kind kind, String... fields) {
        return collection(kind).createIndex(Indexes.ascending(fields));
    }

    /** The earliest day of any queue; empty if there is none. */
    public Uni<Optional<Long>> firstQueueDay() {
        return collection(RollUpKey.Kind.QUEUE)
                .find(
                        gte(DAY, 0L),
                        new FindOptions()
                                .projection(Projections.include(DAY))
                                .sort(Sorts.ascending(DAY))
                                .limit(1))
                .toUni()
                .map(found -> Optional.ofNullable(found).map(document -> document.getLong(DAY)));
    }

    /**
     * The days from {@code fromDay} to {@code toDay}, both inclusive, one by one.
     *
     * @param queues empty = all
     */
    public Multi<QueueDay> queueDays(long fromDay, long toDay, Set<String> queues) {
        return queueDays.find(collection(RollUpKey.Kind.QUEUE), days(RollUpKey.Kind.QUEUE, fromDay, toDay, queues));
    }

    /**
     * The days from {@code fromDay} to {@code toDay}, both inclusive, one by one. For an operator without a document of
     * {@code fromDay} also the newest one before it, without its offers: in what state the operator was.
     *
     * @param operators empty = all
     */
    public Multi<OperatorDay> operatorDays(long fromDay, long toDay, Set<String> operators) {
        return Multi.createBy()
                .concatenating()
                .streams(before(fromDay, operators), operatorDaysWithin(fromDay, toDay, operators));
    }

    /** The days from {@code fromDay} to {@code toDay}, both inclusive, of all operators, one by one. */
    public Multi<OperatorDay> operatorDays(long fromDay, long toDay) {
        return operatorDaysWithin(fromDay, toDay, Set.of());
    }

    private Multi<OperatorDay> operatorDaysWithin(long fromDay, long toDay, Set<String> operators) {
        return operatorDays.find(
                collection(RollUpKey.Kind.OPERATOR), days(RollUpKey.Kind.OPERATOR, fromDay, toDay, operators));
    }

    private Multi<OperatorDay> before(long day, Set<String> operators) {
        return names(RollUpKey.Kind.OPERATOR, days(RollUpKey.Kind.OPERATOR, day, day, operators))
                .onItem()
                .transformToMulti(known -> operators.isEmpty()
                        ? newestBefore(day, known)
                        : Multi.createFrom()
                                .iterable(operators)
                                .filter(name -> !known.contains(name))
                                .onItem()
                                .transformToMulti(name -> newestBefore(day, name))
                                .merge(AT_ONCE));
    }

    /** By the index: it takes as long for an operator of years as for one of days. */
    private Multi<OperatorDay> newestBefore(long day, String operator) {
        return collection(RollUpKey.Kind.OPERATOR)
                .find(
                        and(eq(nameField(RollUpKey.Kind.OPERATOR), operator), lt(DAY, day)),
                        new FindOptions()
                                .sort(Sorts.descending(nameField(RollUpKey.Kind.OPERATOR), DAY))
                                .limit(1)
                                .projection(Projections.exclude(Part.ROWS.path())))
                .map(DayContent::operatorDay);
    }

    /** Of everybody but the known ones: looks at the keys of all days before in the index, at no document of them. */
    private Multi<OperatorDay> newestBefore(long day, Set<String> known) {
        String name = nameField(RollUpKey.Kind.OPERATOR);
        return collection(RollUpKey.Kind.OPERATOR)
                .aggregate(List.of(
                        Aggregates.match(lt(DAY, day)),
                        Aggregates.project(Projections.fields(Projections.include(name, DAY), Projections.excludeId())),
                        Aggregates.group("$" + name, Accumulators.max(DAY, "$" + DAY))))
                .map(group -> new Day(RollUpKey.operator(group.getString("_id")), group.getLong(DAY)))
                .filter(newest -> !known.contains(newest.key().name()))
                .map(RollUpStore::id)
                .collect()
                .asList()
                .onItem()
                .transformToMulti(ids -> collection(RollUpKey.Kind.OPERATOR)
                        .find(in("_id", ids), new FindOptions().projection(Projections.exclude(Part.ROWS.path()))))
                .map(DayContent::operatorDay);
    }

    /** The queues that have one of these days. */
    public Uni<Set<String>> queueNames(long fromDay, long toDay) {
        return names(RollUpKey.Kind.QUEUE, days(RollUpKey.Kind.QUEUE, fromDay, toDay, Set.of()));
    }

    /** The interfaces of the operators that have one of these days. */
    public Uni<Set<String>> operatorNames(long fromDay, long toDay) {
        return names(RollUpKey.Kind.OPERATOR, days(RollUpKey.Kind.OPERATOR, fromDay, toDay, Set.of()));
    }

    private Uni<Set<String>> names(RollUpKey.Kind kind, Bson days) {
        return collection(kind)
                .aggregate(List.of(Aggregates.match(days), Aggregates.group("$" + nameField(kind))))
                .map(group -> group.getString("_id"))
                .collect()
                .asSet();
    }

    private static Bson days(RollUpKey.Kind kind, long fromDay, long toDay, Set<String> names) {
        Bson when = and(gte(DAY, fromDay), lte(DAY, toDay));
        return names.isEmpty() ? when : and(in(nameField(kind), names), when);
    }

    ReactiveMongoCollection<Document> collection(RollUpKey.Kind kind) {
        return client.getDatabase(database)
                .getCollection(kind == RollUpKey.Kind.QUEUE ? "queue_days" : "operator_days");
    }

    /** Which field says whose day it is. */
    static String nameField(RollUpKey.Kind kind) {
        return kind == RollUpKey.Kind.QUEUE ? "queue" : "interface";
    }

    static String id(Day day) {
        return day.key().name() + "|" + day.day();
    }
}
