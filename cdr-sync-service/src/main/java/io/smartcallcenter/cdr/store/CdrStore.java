package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.reconcile.State;
import io.smartcallcenter.cdr.reconcile.Verdict;
import io.smartcallcenter.cdr.source.Cursor;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EventMeta;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Facts of both sides go in; with them, in the same breath, the note that their calls must be judged again. */
@ApplicationScoped
public class CdrStore {

    static final String DATABASE = "scc_cdr";
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final ReactiveMongoClient client;
    private final String node;

    /** The connection string is asked for by name: without it the service must not look for a database on its own host. */
    CdrStore(
            ReactiveMongoClient client,
            CdrSettings settings,
            @ConfigProperty(name = "quarkus.mongodb.connection-string") String connectionString) {
        this.client = client;
        this.node = settings.node();
    }

    /** One event with its attributes. */
    public record Fact(CallEvent event, EventMeta meta) {}

    public Uni<Void> prepare() {
        return Uni.join()
                .all(
                        cdr().createIndex(Indexes.ascending(CdrDocuments.CALL)),
                        verdicts().createIndex(Indexes.ascending("dirty")),
                        verdicts().createIndex(Indexes.ascending("state", "againAt")),
                        verdicts().createIndex(Indexes.ascending("at")))
                .andFailFast()
                .replaceWithVoid();
    }

    public Uni<Void> saveRows(List<CdrRow> rows, Instant now) {
        return cdr().bulkWrite(
                        rows.stream().map(row -> CdrDocuments.upsert(row, now)).toList())
                .chain(() ->
                        judgeAgain(rows.stream().map(CdrRow::callId).distinct().toList()));
    }

    public Uni<Void> saveFacts(List<Fact> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return calls().bulkWrite(facts.stream()
                        .map(fact -> CallFacts.upsert(fact.event(), fact.meta()))
                        .toList())
                .chain(() -> judgeAgain(facts.stream()
                        .map(fact -> fact.event().callId())
                        .distinct()
                        .toList()));
    }

    private Uni<Void> judgeAgain(List<String> callIds) {
        Bson touch = Updates.combine(Updates.set("dirty", true), Updates.inc("revision", 1L));
        List<WriteModel<Document>> notes = callIds.stream()
                .<WriteModel<Document>>map(id -> new UpdateOneModel<>(eq("_id", id), touch, UPSERT))
                .toList();
        return verdicts().bulkWrite(notes).replaceWithVoid();
    }

    public Uni<Cursor> cursor() {
        return cursors()
                .find(eq("_id", node))
                .toUni()
                .map(found -> found == null
                        ? Cursor.START
                        : new Cursor(CdrDocuments.number(found, "lastId"), found.getString("lastCalldate")));
    }

    public Uni<Void> save(Cursor cursor) {
        Bson update = Updates.combine(
                Updates.set("lastId", cursor.lastId()), Updates.set("lastCalldate", cursor.lastCalldate()));
        return cursors().updateOne(eq("_id", node), update, UPSERT).replaceWithVoid();
    }

    /** Calls with a new fact, and those whose time has come. */
    public Uni<List<Pending>> toJudge(Instant now, int limit) {
        Bson due = and(eq("state", State.PENDING.name()), lte("againAt", Date.from(now)));
        return verdicts()
                .find(or(eq("dirty", true), due), new FindOptions().limit(limit))
                .collect()
                .asList()
                .map(found -> found.stream().map(Pending::of).toList());
    }

    /** A call to judge, with the verdict that is on record. */
    public record Pending(String callId, long revision, String state, List<String> reasons) {
        private static Pending of(Document document) {
            return new Pending(
                    document.getString("_id"),
                    CdrDocuments.number(document, "revision"),
                    document.getString("state"),
                    document.getList("reasons", String.class, List.of()));
        }
    }

    public Uni<List<Document>> callDocuments(Collection<String> ids) {
        return calls().find(in("_id", ids)).collect().asList();
    }

    public Uni<List<Document>> rowDocuments(Collection<String> callIds) {
        return cdr().find(in(CdrDocuments.CALL, callIds)).collect().asList();
    }

    /** Keeps the verdict that was told; when a new fact has come in meanwhile the call is judged again. */
    public Uni<Void> save(Pending pending, Verdict verdict, Instant at) {
        Bson told = Updates.combine(
                Updates.set("state", verdict.state().name()),
                Updates.set("reasons", verdict.reasons()),
                Updates.set("againAt", verdict.againAt() == null ? null : Date.from(verdict.againAt())),
                Updates.set("at", Date.from(at)));
        Bson unchanged = and(eq("_id", pending.callId()), eq("revision", pending.revision()));
        return verdicts()
                .bulkWrite(List.of(
                        new UpdateOneModel<>(eq("_id", pending.callId()), told),
                        new UpdateOneModel<>(unchanged, Updates.set("dirty", false))))
                .replaceWithVoid();
    }

    /** @param from inclusive; {@code to} exclusive */
    public Uni<List<Document>> verdictsOf(Instant from, Instant to) {
        return verdicts()
                .find(and(gte("at", Date.from(from)), lt("at", Date.from(to))))
                .collect()
                .asList();
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
        return client.getDatabase(DATABASE).getCollection(name);
    }
}
