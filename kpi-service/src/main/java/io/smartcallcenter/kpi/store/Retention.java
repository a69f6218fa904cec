package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.RetentionSettings;
import io.smartcallcenter.kpi.call.CallFields;
import io.smartcallcenter.kpi.call.CallbackNumber;
import io.smartcallcenter.kpi.call.Timeline;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.entry.QueueEntryFacts;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.offer.OfferFacts;
import io.smartcallcenter.kpi.operator.StateMark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Deletes what is older than its time, a day of each collection at once. Any replica may do it, at any time: what another one has
 * deleted is not there. The last mark of each operator state stays, however old: it still holds.
 */
public final class Retention {

    /** Of the roll-ups, by the number of the day since the epoch. */
    static final List<String> ROLL_UPS = List.of("queue_days", "operator_days");

    private static final Bson EVERYTHING = new Document();

    private final ReactiveMongoClient client;
    private final String database;
    private final RetentionSettings settings;
    private final Clock clock;

    public Retention(ReactiveMongoClient client, String database, RetentionSettings settings, Clock clock) {
        this.client = client;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Creates the indexes that only this needs. */
    public Uni<Void> prepare() {
        return index(DocumentKind.CALL_EVENTS.collection(), Timeline.AT)
                .chain(() -> index(DocumentKind.OPERATOR_STATE.collection(), StateMark.AT))
                .chain(() -> index(DocumentKind.CALLBACK.collection(), CallbackNumber.AT))
                .replaceWithVoid();
    }

    /** How the moments of a collection are kept. */
    private enum Scale {
        TIME {
            @Override
            Object of(Instant at) {
                return Date.from(at);
            }

            @Override
            Instant at(Object value) {
                return ((Date) value).toInstant();
            }
        },
        MICROS {
            @Override
            Object of(Instant at) {
                return ChronoUnit.MICROS.between(Instant.EPOCH, at);
            }

            @Override
            Instant at(Object value) {
                return Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
            }
        },
        DAYS {
            @Override
            Object of(Instant at) {
                return LocalDate.ofInstant(at, ZoneOffset.UTC).toEpochDay();
            }

            @Override
            Instant at(Object value) {
                return Instant.EPOCH.plus((Long) value, ChronoUnit.DAYS);
            }
        };

        abstract Object of(Instant at);

        abstract Instant at(Object value);
    }

    /** @return how many documents were deleted, by collection; those with none are left out */
    public Uni<Map<String, Long>> enforce() {
        Instant now = clock.instant();
        Instant calls = before(now, settings.calls());
        Instant facts = before(now, settings.facts());
        Instant rollUps = before(now, settings.rollups());
        Map<String, Long> deleted = new LinkedHashMap<>();
        Uni<Void> all = new KpiStore(client, database)
                .forget(facts)
                .chain(() -> sweep(deleted, DocumentKind.CALL.collection(), CallFields.STARTED_AT, calls))
                .chain(() -> neverBegun(deleted, calls))
                .chain(() -> sweep(deleted, DocumentKind.CALLBACK.collection(), CallbackNumber.AT, calls))
                .chain(() -> sweep(
                        deleted, DocumentKind.CALL_EVENTS.collection(), Timeline.AT, before(now, settings.events())))
                .chain(() -> sweep(deleted, DocumentKind.QUEUE_ENTRY.collection(), QueueEntryFacts.ARRIVAL, facts))
                .chain(() -> sweep(deleted, DocumentKind.REFUSAL.collection(), Refusal.AT, facts))
                .chain(() -> sweep(deleted, DocumentKind.OFFER.collection(), OfferFacts.ARRIVAL, facts))
                .chain(() -> neverOffered(deleted, facts))
                .chain(() -> marks(deleted, facts))
                .chain(() -> sweep(deleted, DocumentKind.NODE_GAP.collection(), Outage.TO, rollUps))
                .chain(() -> sweep(deleted, NoteStore.COLLECTION, NoteStore.CREATED_AT, before(now, settings.notes())))
                .chain(() -> sweep(deleted, AuditStore.COLLECTION, AuditStore.AT, before(now, settings.audit())));
        for (String rollUp : ROLL_UPS) {
            all = all.chain(() -> sweep(deleted, rollUp, RollUpStore.DAY, Scale.DAYS, rollUps, EVERYTHING));
        }
        return all.replaceWith(deleted);
    }

    private static Instant before(Instant now, Duration kept) {
        return now.minus(kept);
    }

    private Uni<Void> sweep(Map<String, Long> deleted, String collection, String field, Instant before) {
        return sweep(deleted, collection, field, Scale.TIME, before, EVERYTHING);
    }

    /** Day by day, from the oldest document on. */
    private Uni<Void> sweep(
            Map<String, Long> deleted, String collection, String field, Scale scale, Instant before, Bson which) {
        return collection(collection)
                .find(
                        and(which, lt(field, scale.of(before))),
                        new FindOptions().sort(Sorts.ascending(field)).limit(1))
                .collect()
                .asList()
                .chain(oldest -> {
                    if (oldest.isEmpty()) {
                        return Uni.createFrom().voidItem();
                    }
                    Instant from = scale.at(oldest.get(0).get(field));
                    Instant nextDay = from.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
                    Instant to = nextDay.isBefore(before) ? nextDay : before;
                    return delete(deleted, collection, and(which, gte(field, scale.of(from)), lt(field, scale.of(to))))
                            .chain(() -> sweep(deleted, collection, field, scale, before, which));
                });
    }

    /** A call of which only the routing ever spoke, as its events were lost; or only an erasure, as the call itself was deleted. */
    private Uni<Void> neverBegun(Map<String, Long> deleted, Instant before) {
        return delete(
                deleted,
                DocumentKind.CALL.collection(),
                and(
                        eq(CallFields.STARTED_AT, null),
                        or(lt(CallFields.ROUTED_AT, before), eq(CallFields.ROUTED_AT, null))));
    }

    /** An offer whose beginning and end of ringing were lost; earlier versions say only when the operator was released. */
    private Uni<Void> neverOffered(Map<String, Long> deleted, Instant before) {
        return delete(
                deleted,
                DocumentKind.OFFER.collection(),
                and(
                        eq(OfferFacts.ARRIVAL, null),
                        or(
                                lt(OfferFacts.TOLD_AT, before),
                                and(eq(OfferFacts.TOLD_AT, null), lt(OfferFacts.RELEASED_AT, before)))));
    }

    /** The ids of one state's marks differ in the microseconds at their end: the last mark has the greatest. */
    private Uni<Void> marks(Map<String, Long> deleted, Instant before) {
        Document line = new Document();
        for (String part : List.of(StateMark.NODE, StateMark.INTERFACE, StateMark.QUEUE, StateMark.STATE)) {
            line.append(part, "$" + part);
        }
        Bson old = lt(StateMark.AT, Scale.MICROS.of(before));
        return collection(DocumentKind.OPERATOR_STATE.collection())
                .aggregate(List.of(Aggregates.match(old), Aggregates.group(line, Accumulators.max("last", "$_id"))))
                .map(group -> group.getString("last"))
                .collect()
                .asList()
                .chain(last -> sweep(
                        deleted,
                        DocumentKind.OPERATOR_STATE.collection(),
                        StateMark.AT,
                        Scale.MICROS,
                        before,
                        nin("_id", last)));
    }

    private Uni<Void> delete(Map<String, Long> deleted, String collection, Bson which) {
        return collection(collection)
                .deleteMany(which)
                .invoke(result -> {
                    if (result.getDeletedCount() > 0) {
                        deleted.merge(collection, result.getDeletedCount(), Long::sum);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<String> index(String collection, String field) {
        return collection(collection).createIndex(Indexes.ascending(field));
    }

    private ReactiveMongoCollection<Document> collection(String name) {
        return client.getDatabase(database).getCollection(name);
    }
}
