package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.Legs;
import io.smartcallcenter.cdr.reconcile.Sides;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.source.NodeStores;
import io.smartcallcenter.events.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Facts of both sides go in; with them, in the same breath, the note that their calls must be judged again. */
@ApplicationScoped
public class CdrStore implements NodeStores {

    static final String DATABASE = "scc_cdr";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final int DUPLICATE_KEY = 11000;
    private static final InsertManyOptions WHATEVER_IS_NEW = new InsertManyOptions().ordered(false);
    private static final BulkWriteOptions IN_NO_ORDER = new BulkWriteOptions().ordered(false);

    /** Rows of history that go to the database in one message: while it takes one, the next one is made. */
    private static final int PART = 1_000;

    private static final int PARTS_AT_ONCE = 4;

    private final ReactiveMongoDatabase database;
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
        this.configuredSince = settings.since();
    }

    /** What one event says of its call. */
    record Fact(String callId, WriteModel<Document> write) {}

    public Uni<Void> prepare() {
        return Uni.join()
                .all(
                        cdr().createIndex(Indexes.ascending(CdrDocuments.CALL)),
                        cdr().createIndex(Indexes.descending("calldate", "_id")),
                        gaps().createIndex(Indexes.ascending("node", "to")),
                        starts().createIndex(Indexes.ascending("node", "at")),
                        verdicts().createIndex(Indexes.ascending("node", Pending.STATE, Pending.FROM)),
                        verdicts().createIndex(Indexes.ascending("dirty")),
                        calls().createIndex(Indexes.ascending("node", CallFacts.FIRST)),
                        calls().createIndex(Indexes.ascending(CallFacts.FIRST)),
                        verdicts().createIndex(Indexes.ascending("node", "state", "againAt")),
                        verdicts().createIndex(Indexes.ascending("at", "state")))
                // one after the other: of two at the same time FerretDB may refuse one
                .usingConcurrencyOf(1)
                .andFailFast()
                .replaceWithVoid();
    }

    @Override
    public NodeRows of(AsteriskDatabase source) {
        return new NodeRows(this, source.node(), source.address(), configuredSince);
    }

    /** Calls of a node that began earlier are not looked at. */
    Uni<Instant> since(String node) {
        return new NodeRows(this, node, "", configuredSince).since();
    }

    /** May be repeated: a row is stored by its id. One that was erased is there, and stays as it is. */
    Uni<Void> saveRows(List<CdrRow> rows, Instant now) {
        return cdr().bulkWrite(
                        rows.stream().map(row -> CdrDocuments.upsert(row, now)).toList(), IN_NO_ORDER)
                .replaceWithVoid()
                .onFailure(CdrStore::onlyDuplicates)
                .recoverWithNull()
                .chain(() ->
                        judgeAgain(rows.stream().map(CdrRow::callId).distinct().toList()));
    }

    /**
     * Rows of history. Those that are there stay as they are. A new one that is late, of a time in which calls are compared, has its call judged
     * again if there is a verdict of it: one command for all of them, and none for rows of an earlier time.
     *
     * @param comparedFrom calls of rows before it are compared with nothing
     * @return how many were new
     */
    Uni<Long> saveHistory(List<CdrRow> rows, Instant now, Instant comparedFrom) {
        return Multi.createFrom()
                .iterable(rows)
                .group()
                .intoLists()
                .of(PART)
                .onItem()
                .transformToUni(part -> insert(part, now))
                .merge(PARTS_AT_ONCE)
                .collect()
                .in(ArrayList<CdrRow>::new, List::addAll)
                .call(inserted -> late(inserted, comparedFrom))
                .map(inserted -> (long) inserted.size());
    }

    private Uni<Void> late(List<CdrRow> inserted, Instant comparedFrom) {
        List<String> calls = inserted.stream()
                .filter(row -> !row.calldate().isBefore(comparedFrom))
                .map(CdrRow::callId)
                .distinct()
                .toList();
        return calls.isEmpty() ? Uni.createFrom().voidItem() : judgeAgain(in("_id", calls));
    }

    /** @return those that were new */
    private Uni<List<CdrRow>> insert(List<CdrRow> rows, Instant now) {
        List<Document> documents =
                rows.stream().map(row -> CdrDocuments.document(row, now)).toList();
        return cdr().insertMany(documents, WHATEVER_IS_NEW)
                .replaceWith(rows)
                .onFailure(CdrStore::onlyDuplicates)
                .recoverWithItem(failure -> without((MongoBulkWriteException) failure, rows));
    }

    private static List<CdrRow> without(MongoBulkWriteException duplicates, List<CdrRow> rows) {
        Set<Integer> known = duplicates.getWriteErrors().stream()
                .map(BulkWriteError::getIndex)
                .collect(Collectors.toSet());
        return IntStream.range(0, rows.size())
                .filter(i -> !known.contains(i))
                .mapToObj(rows::get)
                .toList();
    }

    private static boolean onlyDuplicates(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }

    Uni<Void> saveFacts(List<Fact> facts) {
        return calls().bulkWrite(facts.stream().map(Fact::write).toList(), IN_NO_ORDER)
                .chain(() ->
                        judgeAgain(facts.stream().map(Fact::callId).distinct().toList()));
    }

    private Uni<Void> judgeAgain(List<String> callIds) {
        List<WriteModel<Document>> notes = callIds.stream()
                .<WriteModel<Document>>map(id -> new UpdateOneModel<>(eq("_id", id), judgeAgain(id), UPSERT))
                .toList();
        return verdicts().bulkWrite(notes, IN_NO_ORDER).replaceWithVoid();
    }

    private static Bson judgeAgain(String callId) {
        return Updates.combine(
                Updates.set("dirty", true), Updates.set("node", Ids.nodeOf(callId)), Updates.inc("revision", 1L));
    }

    /** Calls of which there is a verdict. */
    Uni<Void> judgeAgain(Bson which) {
        return verdicts()
                .updateMany(which, Updates.combine(Updates.set("dirty", true), Updates.inc("revision", 1L)))
                .replaceWithVoid();
    }

    /**
     * Calls with a new fact.
     *
     * @param limit the others next time
     */
    Uni<List<Pending>> withNewFacts(int limit) {
        return pending(eq("dirty", true), "_id", limit);
    }

    /**
     * Calls of a node whose time has come.
     *
     * @param readUntil who waits for a later moment is not among them
     */
    Uni<List<Pending>> due(String node, Instant readUntil, int limit) {
        return pending(
                and(
                        eq("node", node),
                        eq("state", State.PENDING.name()),
                        lte("againAt", Date.from(readUntil)),
                        eq("dirty", false)),
                "againAt",
                limit);
    }

    /** The begin of the oldest call of a node that is not over, or whose end was heard of after a moment; empty if there is none. */
    Uni<Optional<Instant>> oldestOpen(String node, Instant notBefore, Instant endKnownAfter) {
        Bson lately = and(eq("node", node), gte(CallFacts.FIRST, Date.from(notBefore)));
        Uni<Optional<Instant>> lasting = oldest(and(lately, eq(CallFacts.ENDED, null)));
        Uni<Optional<Instant>> ended = oldest(and(lately, gte(CallFacts.END_KNOWN, Date.from(endKnownAfter))));
        return Uni.combine().all().unis(lasting, ended).with((one, other) -> Stream.concat(one.stream(), other.stream())
                .min(Comparator.naturalOrder()));
    }

    private Uni<Optional<Instant>> oldest(Bson which) {
        return calls().find(
                        which,
                        new FindOptions().sort(ascending(CallFacts.FIRST)).limit(1))
                .map(document -> CallFacts.instant(document, CallFacts.FIRST))
                .collect()
                .asList()
                .map(found -> found.stream().findFirst());
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

    /**
     * Keeps the verdict that was told; when a new fact has come in meanwhile the call is judged again. One that another replica has made of
     * more facts stays.
     */
    Uni<Void> save(Pending pending, Verdict verdict, Legs legs, Sides sides, Instant at, Span span) {
        Bson unchanged = and(eq("_id", pending.callId()), eq("revision", pending.revision()));
        Bson notNewer =
                and(eq("_id", pending.callId()), or(eq(Pending.JUDGED, null), lte(Pending.JUDGED, pending.revision())));
        return verdicts()
                .bulkWrite(List.of(
                        new UpdateOneModel<>(notNewer, pending.update(verdict, legs, sides, at, span)),
                        new UpdateOneModel<>(unchanged, Updates.set("dirty", false))))
                .replaceWithVoid();
    }

    ReactiveMongoCollection<Document> cdr() {
        return collection("cdr");
    }

    ReactiveMongoCollection<Document> calls() {
        return collection("calls");
    }

    ReactiveMongoCollection<Document> verdicts() {
        return collection("verdicts");
    }

    ReactiveMongoCollection<Document> gaps() {
        return collection("gaps");
    }

    ReactiveMongoCollection<Document> starts() {
        return collection("starts");
    }

    ReactiveMongoCollection<Document> exports() {
        return collection("exports");
    }

    ReactiveMongoCollection<Document> erasures() {
        return collection("erasures");
    }

    ReactiveMongoCollection<Document> backFills() {
        return collection("backfills");
    }

    ReactiveMongoCollection<Document> owners() {
        return collection("owners");
    }

    ReactiveMongoCollection<Document> cursors() {
        return collection("cursors");
    }

    private ReactiveMongoCollection<Document> collection(String name) {
        return database.getCollection(name);
    }
}
