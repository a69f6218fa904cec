package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.ReplaceOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.rollup.MarkBytes;
import io.smartcallcenter.kpi.rollup.OfferBytes;
import io.smartcallcenter.kpi.rollup.QueueBytes;
import org.bson.Document;

/** Says that all facts of this store are rolled up, or on their way to it, in the layout of this version. */
public final class RebuildMarker {

    private static final String LAYOUT = QueueBytes.VERSION + "." + OfferBytes.VERSION + "." + MarkBytes.VERSION;
    private static final String ID = "layout";

    private final ReactiveMongoClient client;
    private final String database;

    public RebuildMarker(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    public Uni<Boolean> isThere() {
        return collection()
                .find(eq("_id", ID))
                .toUni()
                .map(document -> document != null && LAYOUT.equals(document.getString(ID)));
    }

    public Uni<Void> set() {
        return collection()
                .replaceOne(
                        eq("_id", ID), new Document("_id", ID).append(ID, LAYOUT), new ReplaceOptions().upsert(true))
                .replaceWithVoid();
    }

    private ReactiveMongoCollection<Document> collection() {
        return client.getDatabase(database).getCollection("roll_ups");
    }
}
