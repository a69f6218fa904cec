package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.source.Cursor;
import io.smartcallcenter.cdr.source.ImportStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The rows of one node, and how far its table has been read. */
final class NodeRows implements ImportStore {

    /** All that were ever read for the node. */
    static final String TABLES = "tables";

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private final CdrStore store;
    private final String node;
    private final String table;
    private final Optional<Instant> configuredSince;

    /** @param table its address: the cursor of another one says nothing about it */
    NodeRows(CdrStore store, String node, String table, Optional<Instant> configuredSince) {
        this.store = store;
        this.node = node;
        this.table = table;
        this.configuredSince = configuredSince;
    }

    @Override
    public Uni<Void> saveRows(List<CdrRow> rows, Instant now) {
        return store.saveRows(rows, now);
    }

    @Override
    public Uni<Long> saveHistory(List<CdrRow> rows, Instant now) {
        return since().chain(since -> store.saveHistory(rows, now, since))
                .call(fresh -> fresh == rows.size() ? Uni.createFrom().voidItem() : new Calldates(store).correct(rows));
    }

    @Override
    public Uni<Optional<Instant>> oldestOpen(Instant notBefore, Instant endKnownAfter) {
        return store.oldestOpen(node, notBefore, endKnownAfter);
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
                .map(found -> TableName.isOf(found.getString("source"), table)
                        ? new Cursor(CdrDocuments.number(found, "lastId"), found.getString("lastCalldate"))
                        : Cursor.START);
    }

    private Uni<Document> position() {
        return store.cursors().find(eq("_id", node)).toUni().onItem().ifNull().switchTo(this::firstPosition);
    }

    /** At the first start of all. Whole seconds, as {@code calldate} has. */
    private Uni<Document> firstPosition() {
        Bson initial = Updates.combine(
                Updates.setOnInsert("lastId", Cursor.START.lastId()),
                Updates.setOnInsert("lastCalldate", Cursor.START.lastCalldate()),
                Updates.setOnInsert("since", Date.from(Instant.now().truncatedTo(ChronoUnit.SECONDS))));
        return store.cursors()
                .findOneAndUpdate(
                        eq("_id", node),
                        initial,
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    }

    @Override
    public Uni<Void> save(Cursor cursor) {
        Bson update = Updates.combine(
                Updates.set("lastId", cursor.lastId()),
                Updates.set("lastCalldate", cursor.lastCalldate()),
                Updates.set("source", table),
                Updates.addToSet(TABLES, table));
        return store.cursors().updateOne(eq("_id", node), update, UPSERT).replaceWithVoid();
    }
}
