package io.smartcallcenter.notification.alert.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.CLEARED_AT;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.EXPIRE_AT;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.ID;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.KEY;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.RAISED_AT;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.SEVERITY;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.SINCE;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.STATE;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.date;
import static io.smartcallcenter.notification.alert.store.AlertDocuments.instant;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Alert.Severity;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.notification.alert.store.AlertRecord.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The history of alerts and the silences, made from the topic. What is read from there again changes nothing. */
public final class AlertStore {

    private final ReactiveMongoClient client;
    private final String database;
    private final Duration kept;

    /** @param kept how long what is over stays */
    public AlertStore(ReactiveMongoClient client, String database, Duration kept) {
        this.client = client;
        this.database = database;
        this.kept = kept;
    }

    public Uni<Void> prepare() {
        IndexOptions atItsTime = new IndexOptions().expireAfter(0L, TimeUnit.SECONDS);
        return alerts().createIndex(Indexes.descending(RAISED_AT, ID))
                .chain(() -> alerts().createIndex(Indexes.ascending(KEY, RAISED_AT)))
                .chain(() -> alerts().createIndex(Indexes.ascending(EXPIRE_AT), atItsTime))
                .chain(() -> silences().createIndex(Indexes.ascending(EXPIRE_AT), atItsTime))
                .replaceWithVoid();
    }

    /** In their order. */
    public Uni<Void> keep(List<Envelope<?>> events) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Envelope<?> event : events) {
            done = done.chain(() -> keep(event));
        }
        return done;
    }

    private Uni<Void> keep(Envelope<?> event) {
        if (event.data() instanceof Alert.Raised raised) {
            return raised(raised, event);
        } else if (event.data() instanceof Alert.Cleared cleared) {
            return cleared(cleared, event.meta().time());
        } else if (event.data() instanceof Alert.Acknowledged acknowledged) {
            return acknowledged(acknowledged);
        }
        return event.data() instanceof Alert.Silenced silenced
                ? silenced(silenced)
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> raised(Alert.Raised raised, Envelope<?> event) {
        Instant at = event.meta().time();
        Alert.Raised alert = raised.since() == null ? raised.since(at) : raised;
        String id = AlertDocuments.id(event.meta());
        Document fresh = AlertDocuments.fresh(alert, event.meta().source(), at);
        return begunAnew(raised, at)
                .chain(() -> alerts().updateMany(
                                openUntil(alert.key(), at), new Document("$set", AlertDocuments.changeable(alert))))
                .chain(changed ->
                        changed.getMatchedCount() > 0 ? Uni.createFrom().item(true) : over(alert.key(), at))
                .chain(known -> known
                        ? Uni.createFrom().voidItem()
                        : alerts().updateOne(
                                        eq(ID, id),
                                        new Document("$setOnInsert", fresh),
                                        new UpdateOptions().upsert(true))
                                .replaceWithVoid());
    }

    /** An open alert that says it began later than it said before is another one to who looks after it, as in the live state. */
    private Uni<Void> begunAnew(Alert.Raised alert, Instant at) {
        return alert.since() == null
                ? Uni.createFrom().voidItem()
                : alerts().updateMany(
                                and(openUntil(alert.key(), at), lt(SINCE, date(alert.since()))),
                                AlertDocuments.begunAnew(alert.since()))
                        .replaceWithVoid();
    }

    /** Whether an alert that is over was open then: a change of it that is read again raises nothing. */
    private Uni<Boolean> over(String key, Instant at) {
        return alerts().countDocuments(
                        and(eq(KEY, key), lte(RAISED_AT, date(at)), gt(CLEARED_AT, date(at))),
                        new CountOptions().limit(1))
                .map(number -> number > 0);
    }

    private Uni<Void> cleared(Alert.Cleared alert, Instant at) {
        return alerts().updateMany(
                        openUntil(alert.key(), at),
                        new Document(
                                "$set",
                                new Document(STATE, State.CLEARED.name())
                                        .append(CLEARED_AT, date(at))
                                        .append(EXPIRE_AT, date(at.plus(kept)))))
                .replaceWithVoid();
    }

    private Uni<Void> acknowledged(Alert.Acknowledged alert) {
        return alerts().updateMany(
                        alert.since() == null
                                ? openUntil(alert.key(), alert.at())
                                : and(openUntil(alert.key(), alert.at()), AlertDocuments.began(alert.since())),
                        new Document(
                                "$set",
                                new Document(STATE, State.ACKNOWLEDGED.name())
                                        .append("acknowledgedBy", alert.by())
                                        .append("acknowledgedAt", date(alert.at()))
                                        .append("note", alert.note())))
                .replaceWithVoid();
    }

    /** One that was raised after that time is another one. */
    private static Bson openUntil(String key, Instant at) {
        return and(eq(KEY, key), ne(STATE, State.CLEARED.name()), lte(RAISED_AT, date(at)));
    }

    private Uni<Void> silenced(Alert.Silenced silence) {
        Document document = new Document(KEY, silence.key())
                .append("by", silence.by())
                .append("at", date(silence.at()))
                .append("until", date(silence.until()))
                .append("reason", silence.reason())
                .append(EXPIRE_AT, date(silence.until().plus(kept)));
        return silences()
                .updateOne(eq(ID, silence.id()), new Document("$set", document), new UpdateOptions().upsert(true))
                .replaceWithVoid();
    }

    /**
     * The place after an alert in a list.
     *
     * @param raisedAt to the millisecond
     */
    public record Place(Instant raisedAt, String id) {}

    /**
     * The newest first.
     *
     * @param state null = all, as {@code severity}
     * @param after null = from the newest on
     */
    public Uni<List<AlertRecord>> list(State state, Severity severity, Place after, int limit) {
        List<Bson> filters = new ArrayList<>();
        if (state != null) {
            filters.add(eq(STATE, state.name()));
        }
        if (severity != null) {
            filters.add(eq(SEVERITY, severity.name()));
        }
        if (after != null) {
            filters.add(or(
                    lt(RAISED_AT, date(after.raisedAt())),
                    and(eq(RAISED_AT, date(after.raisedAt())), lt(ID, after.id()))));
        }
        return alerts().find(
                        filters.isEmpty() ? new Document() : and(filters),
                        new FindOptions().sort(Sorts.descending(RAISED_AT, ID)).limit(limit))
                .map(AlertDocuments::read)
                .collect()
                .asList();
    }

    public Uni<Optional<AlertRecord>> find(String id) {
        return alerts().find(eq(ID, id), new FindOptions().limit(1))
                .map(AlertDocuments::read)
                .collect()
                .asList()
                .map(found -> found.stream().findFirst());
    }

    /** Those that are in force, the one that ends first first. */
    public Uni<List<Alert.Silenced>> silences(Instant now, int limit) {
        return silences()
                .find(
                        gt("until", date(now)),
                        new FindOptions().sort(Sorts.ascending("until", ID)).limit(limit))
                .map(AlertStore::silence)
                .collect()
                .asList();
    }

    public Uni<Optional<Alert.Silenced>> silence(String id) {
        return silences()
                .find(eq(ID, id), new FindOptions().limit(1))
                .map(AlertStore::silence)
                .collect()
                .asList()
                .map(found -> found.stream().findFirst());
    }

    private static Alert.Silenced silence(Document document) {
        return new Alert.Silenced(
                document.getString(ID),
                document.getString(KEY),
                document.getString("by"),
                instant(document, "at"),
                instant(document, "until"),
                document.getString("reason"));
    }

    private ReactiveMongoCollection<Document> alerts() {
        return client.getDatabase(database).getCollection("alerts");
    }

    private ReactiveMongoCollection<Document> silences() {
        return client.getDatabase(database).getCollection("alert_silences");
    }
}
