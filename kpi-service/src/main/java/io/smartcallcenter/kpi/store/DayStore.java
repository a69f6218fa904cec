package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.Cell;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.Day;
import io.smartcallcenter.kpi.owner.DayDocuments;
import io.smartcallcenter.kpi.rollup.BrokenRollUp;
import io.smartcallcenter.kpi.rollup.LastMarks;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/**
 * The day documents as the owner writes them: {@code i.<n>} rows and {@code m.<n>} marks of the quarter n of the day, {@code c} the
 * marks that are carried into the day, {@code v} the version, {@code due} what is left to do.
 */
public final class DayStore implements DayDocuments {

    static final String VERSION = "v";
    private static final String DUE = "due";
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final RollUpStore store;

    public DayStore(RollUpStore store) {
        this.store = store;
    }

    @Override
    public Uni<Map<Day, Stored>> read(Set<Cell> cells) {
        RollUpKey.Kind kind = cells.iterator().next().key().kind();
        Map<String, Day> days = new HashMap<>();
        Set<String> fields = new HashSet<>(Set.of(VERSION, DUE));
        Map<Day, List<Cell>> cellsOf = cells.stream().collect(Collectors.groupingBy(Cell::day));
        cellsOf.keySet().forEach(day -> days.put(RollUpStore.id(day), day));
        cells.forEach(cell -> fields.add(cell.path()));
        FindOptions projected = new FindOptions().projection(Projections.include(List.copyOf(fields)));
        return store.collection(kind)
                .find(in("_id", days.keySet()), projected)
                .collect()
                .asList()
                .map(found -> {
                    Map<Day, Stored> stored = new HashMap<>();
                    found.forEach(document -> {
                        Day day = days.get(document.getString("_id"));
                        stored.put(day, stored(document, cellsOf.get(day)));
                    });
                    return stored;
                });
    }

    private static Stored stored(Document document, List<Cell> cells) {
        Map<Cell, byte[]> parts = new HashMap<>();
        for (Cell cell : cells) {
            Binary bytes = document.getEmbedded(List.of(cell.path().split("\\.")), Binary.class);
            if (bytes != null) {
                parts.put(cell, bytes.getData());
            }
        }
        String due = document.getString(DUE);
        return new Stored(document.getLong(VERSION), due == null ? Due.NOTHING : Due.valueOf(due), parts);
    }

    @Override
    public Uni<Map<Day, Long>> write(Collection<Change> changes) {
        Map<RollUpKey.Kind, List<Change>> byKind = changes.stream()
                .collect(Collectors.groupingBy(change -> change.day().key().kind()));
        return Multi.createFrom()
                .iterable(byKind.entrySet())
                .onItem()
                .transformToUniAndConcatenate(each -> write(each.getKey(), each.getValue()))
                .collect()
                .in(HashMap::new, Map::putAll);
    }

    /** Versions are random: whose write a document shows can be seen when not all of them were taken. */
    private Uni<Map<Day, Long>> write(RollUpKey.Kind kind, List<Change> changes) {
        Map<Day, Long> versions = new HashMap<>();
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Change change : changes) {
            long version = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
            versions.put(change.day(), version);
            writes.add(change.version() == null ? insert(change, version) : update(change, version));
        }
        return store.collection(kind)
                .bulkWrite(writes, ANY_ORDER)
                .map(result -> taken(result) == changes.size())
                .onFailure(MongoBulkWriteException.class)
                .recoverWithUni(failure -> MongoContent.refused(failure)
                        ? Uni.createFrom().failure(failure)
                        : Uni.createFrom().item(false))
                .chain(all -> all ? Uni.createFrom().item(versions) : taken(kind, versions));
    }

    private static int taken(BulkWriteResult result) {
        return result.getInsertedCount() + result.getMatchedCount();
    }

    private Uni<Map<Day, Long>> taken(RollUpKey.Kind kind, Map<Day, Long> versions) {
        List<String> ids = versions.keySet().stream().map(RollUpStore::id).toList();
        return store.collection(kind)
                .find(in("_id", ids), new FindOptions().projection(Projections.include(VERSION)))
                .map(document -> document.getLong(VERSION))
                .collect()
                .asSet()
                .map(found -> versions.entrySet().stream()
                        .filter(each -> found.contains(each.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The version stays: no part has changed. */
    @Override
    public Uni<Void> settle(Map<Day, Long> versions) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        versions.forEach((day, version) -> writes.add(
                new UpdateOneModel<>(and(eq("_id", RollUpStore.id(day)), eq(VERSION, version)), Updates.unset(DUE))));
        return store.collection(RollUpKey.Kind.OPERATOR)
                .bulkWrite(writes, ANY_ORDER)
                .replaceWithVoid();
    }

    private static WriteModel<Document> insert(Change change, long version) {
        Document document = new Document("_id", RollUpStore.id(change.day()))
                .append(
                        RollUpStore.nameField(change.day().key().kind()),
                        change.day().key().name())
                .append(RollUpStore.DAY, change.day().day())
                .append(VERSION, version);
        if (change.due() != Due.NOTHING) {
            document.append(DUE, change.due().name());
        }
        change.parts()
                .forEach((cell, bytes) -> bytes.ifPresent(present -> {
                    if (cell.part() == Part.CARRIED) {
                        document.append(cell.path(), new Binary(present));
                    } else {
                        ((Document) document.computeIfAbsent(cell.part().path(), path -> new Document()))
                                .append(Integer.toString(cell.quarter().ofDay()), new Binary(present));
                    }
                }));
        return new InsertOneModel<>(document);
    }

    private static WriteModel<Document> update(Change change, long version) {
        List<Bson> updates = new ArrayList<>(List.of(Updates.set(VERSION, version)));
        updates.add(
                change.due() == Due.NOTHING
                        ? Updates.unset(DUE)
                        : Updates.set(DUE, change.due().name()));
        change.parts()
                .forEach((cell, bytes) -> updates.add(
                        bytes.isPresent()
                                ? Updates.set(cell.path(), new Binary(bytes.get()))
                                : Updates.unset(cell.path())));
        return new UpdateOneModel<>(
                and(eq("_id", RollUpStore.id(change.day())), eq(VERSION, change.version())), Updates.combine(updates));
    }

    @Override
    public Uni<Optional<List<StateMark>>> statesBefore(Day day) {
        String iface = day.key().name();
        Bson before = and(eq(RollUpStore.nameField(day.key().kind()), iface), lt(RollUpStore.DAY, day.day()));
        FindOptions newest = new FindOptions()
                .sort(Sorts.descending(RollUpStore.DAY))
                .limit(1)
                .projection(Projections.exclude(Part.ROWS.path()));
        return store.collection(day.key().kind())
                .find(before, newest)
                .toUni()
                .map(document -> document == null ? Optional.empty() : states(document, iface));
    }

    private static Optional<List<StateMark>> states(Document document, String iface) {
        long day = document.getLong(RollUpStore.DAY);
        try {
            List<StateMark> marks = new ArrayList<>(DayContent.carried(document, iface, day));
            marks.addAll(DayContent.marks(document, iface, day));
            return Optional.of(LastMarks.of(marks));
        } catch (BrokenRollUp ofAnotherVersion) {
            return Optional.empty();
        }
    }

    @Override
    public Uni<Map<Day, Day>> following(Set<Day> days) {
        String name = RollUpStore.nameField(RollUpKey.Kind.OPERATOR);
        Set<String> names = days.stream().map(day -> day.key().name()).collect(Collectors.toSet());
        long first = days.stream().mapToLong(Day::day).min().orElseThrow();
        return store.collection(RollUpKey.Kind.OPERATOR)
                .find(
                        and(in(name, names), gt(RollUpStore.DAY, first)),
                        new FindOptions().projection(Projections.include(name, RollUpStore.DAY)))
                .map(document ->
                        new Day(RollUpKey.operator(document.getString(name)), document.getLong(RollUpStore.DAY)))
                .collect()
                .asList()
                .map(later -> next(days, later));
    }

    private static Map<Day, Day> next(Set<Day> days, List<Day> later) {
        Map<RollUpKey, TreeMap<Long, Day>> byKey = new HashMap<>();
        later.forEach(
                day -> byKey.computeIfAbsent(day.key(), key -> new TreeMap<>()).put(day.day(), day));
        Map<Day, Day> next = new HashMap<>();
        for (Day day : days) {
            Map.Entry<Long, Day> after =
                    byKey.getOrDefault(day.key(), new TreeMap<>()).higherEntry(day.day());
            if (after != null) {
                next.put(day, after.getValue());
            }
        }
        return next;
    }
}
