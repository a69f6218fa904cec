package io.smartcallcenter.routing.journal;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The collection of decisions. Only the subset that MongoDB and compatible servers share; times are UTC, to the millisecond. */
public final class JournalStore {

    private static final String COLLECTION = "decisions";

    private final ReactiveMongoClient client;
    private final String database;

    JournalStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    /** Creates the indexes that the queries need. */
    Uni<Void> prepare() {
        return Uni.join()
                .all(
                        decisions().createIndex(Indexes.ascending(DecisionDocuments.CALL)),
                        decisions().createIndex(Indexes.descending(DecisionDocuments.AT, DecisionDocuments.ID)),
                        decisions()
                                .createIndex(Indexes.descending(
                                        DecisionDocuments.DIALLED, DecisionDocuments.AT, DecisionDocuments.ID)))
                // one after the other: of two at the same time FerretDB may refuse one
                .usingConcurrencyOf(1)
                .andFailFast()
                .replaceWithVoid();
    }

    /** Upserts; may be repeated as a whole or in parts, and in another order. */
    Uni<Void> write(List<Entry> entries) {
        return decisions()
                .bulkWrite(entries.stream().map(DecisionDocuments::upsert).toList())
                .replaceWithVoid();
    }

    /** The newest first; one more than asked for if there are more. */
    Uni<List<JournalledDecision>> find(JournalQuery query) {
        return decisions()
                .find(
                        filter(query),
                        new FindOptions()
                                .sort(Sorts.descending(DecisionDocuments.AT, DecisionDocuments.ID))
                                .limit(query.limit() + 1))
                .map(DecisionDocuments::read)
                .collect()
                .asList();
    }

    private static Bson filter(JournalQuery query) {
        List<Bson> all = new ArrayList<>();
        if (query.callId() != null) {
            all.add(eq(DecisionDocuments.CALL, query.callId()));
        }
        if (query.dialled() != null) {
            all.add(eq(DecisionDocuments.DIALLED, query.dialled()));
        }
        if (query.from() != null) {
            all.add(gte(DecisionDocuments.AT, Date.from(query.from())));
        }
        if (query.to() != null) {
            all.add(lt(DecisionDocuments.AT, Date.from(query.to())));
        }
        if (query.after() != null) {
            Date at = Date.from(query.after().at());
            all.add(or(
                    lt(DecisionDocuments.AT, at),
                    and(
                            eq(DecisionDocuments.AT, at),
                            lt(DecisionDocuments.ID, query.after().decisionId()))));
        }
        return all.isEmpty() ? new Document() : and(all);
    }

    /** Forgets decisions that were made before a moment; gives how many. */
    Uni<Long> forget(Instant before) {
        return decisions()
                .deleteMany(lt(DecisionDocuments.AT, Date.from(before)))
                .map(deleted -> deleted.getDeletedCount());
    }

    private ReactiveMongoCollection<Document> decisions() {
        return client.getDatabase(database).getCollection(COLLECTION);
    }
}
