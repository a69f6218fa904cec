package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.Legs;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.cdr.source.Cursor;
import io.smartcallcenter.cdr.source.ImportStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Facts of both sides go in; with them, in the same breath, the note that their calls must be judged again. */
@ApplicationScoped
public class CdrStore implements ImportStore {

    static final String DATABASE = "scc_cdr";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final ReactiveMongoDatabase database;
    private final String node;
    private final Optional<Instant> configuredSince;

    /** The connection string is asked for by name: without it the service must not look for a database on its own host. */
    @Inject
    CdrStore(
            ReactiveMongoClient client,
            CdrSettings settings,
            @ConfigProperty(name = "quarkus.mongodb.connection-string") String connectionString) {
        this(client.getDatabase(DATABASE), settings);
    }

    CdrStore(ReactiveMongoDatabase database, CdrSettings settings) {
        this.database = database;
        this.node = settings.node();
        this.configuredSince = settings.since();
    }

    /** What one event says of its call. */
    record Fact(String callId, WriteModel<Document> write) {}

    public Uni<Void> prepare() {
        return Uni.join()
                .all(
                        cdr().createIndex(Indexes.ascending(CdrDocuments.CALL)),
                        verdicts().createIndex(Indexes.ascending("dirty")),
                        verdicts().createIndex(Indexes.ascending("state", "againAt")),
                        verdicts().createIndex(Indexes.ascending("at", "state")))
                .andFailFast()
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> saveRows(List<CdrRow> rows, Instant now) {
        return cdr().bulkWrite(
                        rows.stream().map(row -> CdrDocuments.upsert(row, now)).toList())
                .chain(() ->
                        judgeAgain(rows.stream().map(CdrRow::callId).distinct().toList()));
    }

    Uni<Void> saveFacts(List<Fact> facts) {
        return calls().bulkWrite(facts.stream().map(Fact::write).toList())
                .chain(() ->
                        judgeAgain(facts.stream().map(Fact::callId).distinct().toList()));
    }

    private Uni<Void> judgeAgain(List<String> callIds) {
        Bson touch = Updates.combine(Updates.set("dirty", true), Updates.inc("revision", 1L));
        List<WriteModel<Document>> notes = callIds.stream()
                .<WriteModel<Document>>map(id -> new UpdateOneModel<>(eq("_id", id), touch, UPSERT))
                .toList();
        return verdicts().bulkWrite(notes).replaceWithVoid();
    }

    /** What is configured, or the first start of the service, as it stands beside the cursor. */
    @Override
    public Uni<Instant> since() {
        return configuredSince.map(since -> Uni.createFrom().item(since)).orElseGet(() -> position()
                .map(found -> CallFacts.instant(found, "since")));
    }

    @Override
    public Uni<Cursor> cursor() {
        return position()
                .map(found -> new Cursor(CdrDocuments.number(found, "lastId"), found.getString("lastCalldate")));
    }

    private Uni<Document> position() {
        return cursors().find(eq("_id", node)).toUni().onItem().ifNull().switchTo(this::firstPosition);
    }

    /** At the first start of all. Whole seconds, as {@code calldate} has. */
    private Uni<Document> firstPosition() {
        Bson initial = Updates.combine(
                Updates.setOnInsert("lastId", Cursor.START.lastId()),
                Updates.setOnInsert("lastCalldate", Cursor.START.lastCalldate()),
                Updates.setOnInsert("since", Date.from(Instant.now().truncatedTo(ChronoUnit.SECONDS))));
        return cursors()
                .findOneAndUpdate(
                        eq("_id", node),
                        initial,
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    }

    @Override
    public Uni<Void> save(Cursor cursor) {
        Bson update = Updates.combine(
                Updates.set("lastId", cursor.lastId()), Updates.set("lastCalldate", cursor.lastCalldate()));
        return cursors().updateOne(eq("_id", node), update, UPSERT).replaceWithVoid();
    }

    /**
     * Calls with a new fact, and those whose time has come.
     *
     * @param importedUntil who waits for a later import is not among them; null = before the first
     * @param limit of each kind
     */
    Uni<List<Pending>> toJudge(Instant importedUntil, int limit) {
        Uni<List<Pending>> dirty = pending(eq("dirty", true), "_id", limit);
        if (importedUntil == null) {
            return dirty;
        }
        Bson due = and(eq("state", State.PENDING.name()), lte("againAt", Date.from(importedUntil)), eq("dirty", false));
        return Uni.combine().all().unis(dirty, pending(due, "againAt", limit)).with((first, second) -> {
            List<Pending> both = new ArrayList<>(first);
            both.addAll(second);
            return both;
        });
    }

    private Uni<List<Pending>> pending(Bson which, String order, int limit) {
        return verdicts()
                .find(which, new FindOptions().sort(ascending(order)).limit(limit))
                .map(Pending::of)
                .collect()
                .asList();
    }

    Uni<List<Document>> callDocuments(Collection<String> ids) {
        return calls().find(in("_id", ids)).collect().asList();
    }

    Uni<List<Document>> rowDocuments(Collection<String> callIds) {
        return cdr().find(in(CdrDocuments.CALL, callIds)).collect().asList();
    }

    /** Keeps the verdict that was told; when a new fact has come in meanwhile the call is judged again. */
    Uni<Void> save(Pending pending, Verdict verdict, Legs legs, Instant at) {
        Bson unchanged = and(eq("_id", pending.callId()), eq("revision", pending.revision()));
        return verdicts()
                .bulkWrite(List.of(
                        new UpdateOneModel<>(eq("_id", pending.callId()), Pending.update(verdict, legs, at)),
                        new UpdateOneModel<>(unchanged, Updates.set("dirty", false))))
                .replaceWithVoid();
    }

    /** How many calls that began in the range are in each state. */
    public Uni<Map<State, Integer>> count(Instant from, Instant to) {
        return verdicts()
                .aggregate(List.of(
                        Aggregates.match(began(from, to)), Aggregates.group("$state", Accumulators.sum("calls", 1))))
                .collect()
                .asList()
                .map(groups -> {
                    Map<State, Integer> counts = new EnumMap<>(State.class);
                    groups.forEach(group -> counts.put(
                            State.valueOf(group.getString("_id")), (int) CdrDocuments.number(group, "calls")));
                    return counts;
                });
    }

    /**
     * The verdicts of the range that are not one of these states, by the begin of the call.
     *
     * @param from inclusive; {@code to} exclusive
     */
    public Uni<List<Document>> verdictsWithout(Collection<State> states, Instant from, Instant to, int limit) {
        Bson which = and(
                began(from, to), nin("state", states.stream().map(State::name).toList()));
        return verdicts()
                .find(which, new FindOptions().sort(ascending("at", "_id")).limit(limit))
                .collect()
                .asList();
    }

    private static Bson began(Instant from, Instant to) {
        return and(gte("at", Date.from(from)), lt("at", Date.from(to)));
    }

    private ReactiveMongoCollection<Document> cdr() {
        return collection("cdr");
    }

    private ReactiveMongoCollection<Document> calls() {
        return collection("calls");
    }

    private ReactiveMongoCollection<Document> verdicts() {
        return collection("verdicts");
    }

    private ReactiveMongoCollection<Document> cursors() {
        return collection("cursors");
    }

    private ReactiveMongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}
