package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.source.ImportOwners;
import io.smartcallcenter.cdr.source.ImportState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/** Owners of imports as documents, one of each node. */
@ApplicationScoped
class StoredOwners implements ImportOwners {

    private static final String WORKER = "worker";
    private static final String UNTIL = "until";
    private static final String SOURCE = "source";
    private static final String IMPORTED_UNTIL = "importedUntil";
    private static final String FAILING_SINCE = "failingSince";
    private static final String REASON = "reason";
    private static final String NEXT_ATTEMPT = "nextAttempt";

    private final String worker = UUID.randomUUID().toString();
    private final CdrStore store;

    StoredOwners(CdrStore store) {
        this.store = store;
    }

    /** Where another one has it, the filter finds nothing and the insert meets its id. */
    @Override
    public Uni<Optional<ImportState>> take(AsteriskDatabase database, ImportState here, Instant now, Duration lease) {
        Document document = new Document("_id", database.node())
                .append(WORKER, worker)
                .append(UNTIL, Date.from(now.plus(lease)))
                .append(SOURCE, database.address())
                .append(IMPORTED_UNTIL, date(here.importedUntil()))
                .append(FAILING_SINCE, date(here.failingSince()))
                .append(REASON, here.reason())
                .append(NEXT_ATTEMPT, date(here.nextAttempt()));
        return store.owners()
                .replaceOne(
                        and(eq("_id", database.node()), or(eq(WORKER, worker), lt(UNTIL, Date.from(now)))),
                        document,
                        new ReplaceOptions().upsert(true))
                .replaceWith(Optional.<ImportState>empty())
                .onFailure(DuplicateKey::is)
                .recoverWithUni(() -> elsewhere(database));
    }

    private Uni<Optional<ImportState>> elsewhere(AsteriskDatabase database) {
        return store.owners()
                .find(eq("_id", database.node()))
                .collect()
                .first()
                .map(found -> Optional.of(found == null ? ImportState.NOT_YET : read(found, database.address())));
    }

    /** @param table how far another one was read says nothing about this one */
    private static ImportState read(Document document, String table) {
        return new ImportState(
                TableName.isOf(document.getString(SOURCE), table) ? CallFacts.instant(document, IMPORTED_UNTIL) : null,
                CallFacts.instant(document, FAILING_SINCE),
                document.getString(REASON),
                CallFacts.instant(document, NEXT_ATTEMPT));
    }

    @Override
    public Uni<Void> release() {
        return store.owners()
                .updateMany(eq(WORKER, worker), Updates.set(UNTIL, Date.from(Instant.EPOCH)))
                .replaceWithVoid();
    }

    private static Date date(Instant at) {
        return at == null ? null : Date.from(at);
    }
}
