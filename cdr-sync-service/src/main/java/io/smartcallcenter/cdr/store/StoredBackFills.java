package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.backfill.BackFill;
import io.smartcallcenter.cdr.backfill.BackFill.State;
import io.smartcallcenter.cdr.backfill.BackFills;
import io.smartcallcenter.cdr.source.Backoff;
import io.smartcallcenter.cdr.source.CdrSource.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Back-fills as documents, one of each node. */
@ApplicationScoped
class StoredBackFills implements BackFills {

    private static final String STATE = "state";
    private static final String WORKER = "worker";
    private static final String STARTED_AT = "startedAt";
    private static final String UNTIL = "until";
    private static final Bson RUNNING = eq(STATE, State.RUNNING.name());

    private final CdrStore store;

    StoredBackFills(CdrStore store) {
        this.store = store;
    }

    @Override
    public Uni<Optional<BackFill>> of(String node) {
        return store.backFills().find(eq("_id", node)).collect().first().map(found -> Optional.ofNullable(found)
                .map(StoredBackFills::read));
    }

    /** Replaces one that is not running; where one is, the filter finds nothing and the insert meets its id. */
    @Override
    public Uni<Boolean> begin(BackFill backFill) {
        return store.backFills()
                .replaceOne(
                        and(eq("_id", backFill.node()), ne(STATE, State.RUNNING.name())),
                        write(backFill).append(UNTIL, Date.from(Instant.EPOCH)),
                        new ReplaceOptions().upsert(true))
                .replaceWith(true)
                .onFailure(DuplicateKey::is)
                .recoverWithItem(false);
    }

    @Override
    public Uni<Boolean> stop(String node) {
        return store.backFills()
                .updateOne(and(eq("_id", node), RUNNING), Updates.set(STATE, State.STOPPED.name()))
                .map(result -> result.getModifiedCount() > 0);
    }

    @Override
    public Uni<List<BackFill>> take(String worker, Instant now, Duration lease) {
        Bson free = and(RUNNING, or(eq(WORKER, worker), lt(UNTIL, Date.from(now))));
        return store.backFills()
                .find(free)
                .collect()
                .asList()
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .onItem()
                .transformToUniAndConcatenate(found -> store.backFills()
                        .updateOne(
                                and(eq("_id", found.getString("_id")), free),
                                Updates.combine(
                                        Updates.set(WORKER, worker), Updates.set(UNTIL, Date.from(now.plus(lease)))))
                        .map(result ->
                                result.getMatchedCount() > 0 ? Optional.of(read(found)) : Optional.<BackFill>empty()))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    @Override
    public Uni<Boolean> save(BackFill backFill, String worker, Instant now, Duration lease) {
        Document document = write(backFill).append(WORKER, worker).append(UNTIL, Date.from(now.plus(lease)));
        return store.backFills()
                .replaceOne(
                        and(
                                eq("_id", backFill.node()),
                                RUNNING,
                                eq(WORKER, worker),
                                // another one may have been begun meanwhile
                                eq(STARTED_AT, Date.from(backFill.startedAt()))),
                        document)
                .map(result -> result.getMatchedCount() > 0);
    }

    @Override
    public Uni<Void> release(String worker) {
        return store.backFills()
                .updateMany(and(RUNNING, eq(WORKER, worker)), Updates.set(UNTIL, Date.from(Instant.EPOCH)))
                .replaceWithVoid();
    }

    private static Document write(BackFill backFill) {
        Place place = backFill.place();
        Backoff backoff = backFill.backoff();
        return new Document("_id", backFill.node())
                .append("from", Date.from(backFill.from()))
                .append("to", Date.from(backFill.to()))
                .append(STATE, backFill.state().name())
                .append("table", backFill.table())
                .append("lastId", backFill.lastId())
                .append(
                        "place",
                        place == null
                                ? null
                                : new Document("calldate", place.calldate())
                                        .append("uniqueid", place.uniqueid())
                                        .append("sequence", place.sequence())
                                        .append("dstchannel", place.dstchannel()))
                .append("rows", backFill.rows())
                .append("stored", backFill.stored())
                .append("fraction", backFill.fraction())
                .append("workedForMs", backFill.workedFor().toMillis())
                .append(STARTED_AT, Date.from(backFill.startedAt()))
                .append("startedBy", backFill.startedBy())
                .append("problem", backFill.problem())
                .append("pauseMs", backoff == null ? null : backoff.pause().toMillis())
                .append("nextAttempt", backoff == null ? null : Date.from(backoff.until()));
    }

    private static BackFill read(Document document) {
        Document place = document.get("place", Document.class);
        return new BackFill(
                document.getString("_id"),
                CallFacts.instant(document, "from"),
                CallFacts.instant(document, "to"),
                State.valueOf(document.getString(STATE)),
                document.getString("table"),
                CdrDocuments.number(document, "lastId"),
                place == null
                        ? null
                        : new Place(
                                place.getString("calldate"),
                                place.getString("uniqueid"),
                                CdrDocuments.number(place, "sequence"),
                                place.getString("dstchannel")),
                CdrDocuments.number(document, "rows"),
                CdrDocuments.number(document, "stored"),
                document.getDouble("fraction"),
                Duration.ofMillis(CdrDocuments.number(document, "workedForMs")),
                CallFacts.instant(document, STARTED_AT),
                document.getString("startedBy"),
                document.getString("problem"),
                backoff(document));
    }

    private static Backoff backoff(Document document) {
        Instant until = CallFacts.instant(document, "nextAttempt");
        return until == null ? null : new Backoff(Duration.ofMillis(CdrDocuments.number(document, "pauseMs")), until);
    }
}
