package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.RetentionSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Deletes what is older than its time, a day of each collection at once. Any replica may do it, at any time: what another one has deleted is
 * not there.
 */
@ApplicationScoped
class Retention {

    private static final Date ZERO_DATE = Date.from(Instant.EPOCH);

    private final CdrStore store;
    private final RetentionSettings settings;

    Retention(CdrStore store, RetentionSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** @return how many documents were deleted, by collection; those with none are left out */
    Uni<Map<String, Long>> enforce(Instant now) {
        Instant rows = now.minus(settings.rows());
        Instant calls = now.minus(settings.calls());
        Instant audit = now.minus(settings.audit());
        Map<String, Long> deleted = new LinkedHashMap<>();
        return sweep(deleted, store.cdr(), "calldate", rows)
                .chain(() -> ofNoDate(deleted, rows))
                .chain(() -> sweep(deleted, store.verdicts(), "at", calls))
                .chain(() -> sweep(deleted, store.calls(), CallFacts.FIRST, calls))
                .chain(() -> sweep(deleted, store.gaps(), "to", calls))
                .chain(() -> sweep(deleted, store.starts(), "at", calls))
                .chain(() -> sweep(deleted, store.exports(), "at", audit))
                .chain(() -> sweep(deleted, store.erasures(), "at", audit))
                .replaceWith(deleted);
    }

    /** Day by day, from the oldest document on. */
    private Uni<Void> sweep(
            Map<String, Long> deleted, ReactiveMongoCollection<Document> collection, String field, Instant before) {
        return collection
                .find(
                        and(gt(field, ZERO_DATE), lt(field, Date.from(before))),
                        new FindOptions().sort(Sorts.ascending(field)).limit(1))
                .collect()
                .first()
                .chain(oldest -> {
                    if (oldest == null) {
                        return Uni.createFrom().voidItem();
                    }
                    Instant from = CallFacts.instant(oldest, field);
                    Instant nextDay = from.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
                    Instant to = nextDay.isBefore(before) ? nextDay : before;
                    return delete(deleted, collection, and(gte(field, Date.from(from)), lt(field, Date.from(to))))
                            .chain(() -> sweep(deleted, collection, field, before));
                });
    }

    /** A row with a zero date is as old as its import. */
    private Uni<Void> ofNoDate(Map<String, Long> deleted, Instant before) {
        return delete(
                deleted, store.cdr(), and(eq("calldate", ZERO_DATE), lt(CdrDocuments.IMPORTED, Date.from(before))));
    }

    private static Uni<Void> delete(
            Map<String, Long> deleted, ReactiveMongoCollection<Document> collection, Bson which) {
        String name = collection.getNamespace().getCollectionName();
        return collection
                .deleteMany(which)
                .invoke(result -> {
                    if (result.getDeletedCount() > 0) {
                        deleted.merge(name, result.getDeletedCount(), Long::sum);
                    }
                })
                .replaceWithVoid();
    }
}
