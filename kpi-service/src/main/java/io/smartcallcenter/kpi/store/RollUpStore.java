package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.Day;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.QueueDay;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The roll-ups as reports read them: a document for each queue or operator and day of UTC in which something happened. */
public final class RollUpStore {

    static final String DAY = "day";

    private final ReactiveMongoClient client;
    private final String database;

    public RollUpStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    /** Creates the indexes. */
    public Uni<Void> prepare() {
        return Uni.join()
                .all(
                        index(RollUpKey.Kind.QUEUE, nameField(RollUpKey.Kind.QUEUE), DAY),
                        index(RollUpKey.Kind.QUEUE, DAY),
                        index(RollUpKey.Kind.OPERATOR, nameField(RollUpKey.Kind.OPERATOR), DAY),
                        index(RollUpKey.Kind.OPERATOR, DAY))
                .andFailFast()
                .replaceWithVoid();
    }

    private Uni<String> index(RollUpKey.Kind kind, String... fields) {
        return collection(kind).createIndex(Indexes.ascending(fields));
    }

    /**
     * The days from {@code fromDay} to {@code toDay}, both inclusive.
     *
     * @param queues empty = all
     */
    public Uni<List<QueueDay>> queueDays(long fromDay, long toDay, Set<String> queues) {
        return collection(RollUpKey.Kind.QUEUE)
                .find(days(RollUpKey.Kind.QUEUE, fromDay, toDay, queues))
                .map(DayContent::queueDay)
                .collect()
                .asList();
    }

    /**
     * The days from {@code fromDay} to {@code toDay}, both inclusive. For an operator without a document of {@code fromDay} also the
     * newest one before it, without its offers: in what state the operator was.
     *
     * @param operators empty = all
     */
    public Uni<List<OperatorDay>> operatorDays(long fromDay, long toDay, Set<String> operators) {
        return collection(RollUpKey.Kind.OPERATOR)
                .find(days(RollUpKey.Kind.OPERATOR, fromDay, toDay, operators))
                .map(DayContent::operatorDay)
                .collect()
                .asList()
                .chain(days -> before(fromDay, missing(days, fromDay, operators), known(days, fromDay))
                        .map(before -> {
                            List<OperatorDay> all = new ArrayList<>(before);
                            all.addAll(days);
                            return all;
                        }));
    }

    private static Set<String> known(List<OperatorDay> days, long fromDay) {
        return days.stream()
                .filter(day -> day.day() == fromDay)
                .map(OperatorDay::iface)
                .collect(Collectors.toSet());
    }

    /** Of whom the state at the beginning is asked for; null = of everybody but the known ones. */
    private static Set<String> missing(List<OperatorDay> days, long fromDay, Set<String> operators) {
        if (operators.isEmpty()) {
            return null;
        }
        Set<String> missing = new HashSet<>(operators);
        missing.removeAll(known(days, fromDay));
        return missing;
    }

    private Uni<List<OperatorDay>> before(long day, Set<String> operators, Set<String> known) {
        if (operators != null && operators.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return newestBefore(day, operators)
                .map(ids -> ids.stream()
                        .filter(id -> !known.contains(id.key().name()))
                        .map(RollUpStore::id)
                        .toList())
                .chain(ids -> collection(RollUpKey.Kind.OPERATOR)
                        .find(in("_id", ids), new FindOptions().projection(Projections.exclude(Part.ROWS.path())))
                        .map(DayContent::operatorDay)
                        .collect()
                        .asList());
    }

    /** @param operators null = all */
    private Uni<List<Day>> newestBefore(long day, Collection<String> operators) {
        String name = nameField(RollUpKey.Kind.OPERATOR);
        Bson before = operators == null ? lt(DAY, day) : and(in(name, operators), lt(DAY, day));
        return collection(RollUpKey.Kind.OPERATOR)
                .aggregate(List.of(
                        Aggregates.match(before),
                        Aggregates.project(Projections.include(name, DAY)),
                        Aggregates.group("$" + name, Accumulators.max(DAY, "$" + DAY))))
                .map(group -> new Day(RollUpKey.operator(group.getString("_id")), group.getLong(DAY)))
                .collect()
                .asList();
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
