package io.smartcallcenter.notification.ws;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.model.ReplaceOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** What each replica said last of its clients: one document for each replica. */
final class ReplicaStore {

    private static final String ID = "_id";
    private static final String AT = "at";
    private static final String CLIENTS = "clients";

    private final ReactiveMongoClient mongo;
    private final String database;

    ReplicaStore(ReactiveMongoClient mongo, String database) {
        this.mongo = mongo;
        this.database = database;
    }

    /**
     * A client of a replica.
     *
     * @param operator null when the user is none
     * @param since when it connected, to the millisecond
     * @param channels those that it reads, by name
     */
    record Connected(String user, String operator, Instant since, List<String> channels) {}

    /** These are all clients of a replica now. */
    Uni<Void> tell(String replica, Instant now, List<Connected> clients) {
        Document document = new Document(ID, replica)
                .append(AT, Date.from(now))
                .append(CLIENTS, clients.stream().map(ReplicaStore::document).toList());
        return replicas()
                .replaceOne(eq(ID, replica), document, new ReplaceOptions().upsert(true))
                .replaceWithVoid();
    }

    /** Clients of the other replicas that have said something since. */
    Uni<List<Connected>> ofOthers(String replica, Instant since) {
        return replicas()
                .find(and(ne(ID, replica), gte(AT, Date.from(since))))
                .collect()
                .asList()
                .map(others -> others.stream()
                        .flatMap(other -> other.getList(CLIENTS, Document.class).stream())
                        .map(ReplicaStore::client)
                        .toList());
    }

    /** Those that said nothing since had no time to say that they go. */
    Uni<Void> forgetSilent(Instant since) {
        return replicas().deleteMany(lt(AT, Date.from(since))).replaceWithVoid();
    }

    Uni<Void> gone(String replica) {
        return replicas().deleteOne(eq(ID, replica)).replaceWithVoid();
    }

    private static Document document(Connected client) {
        return new Document("user", client.user())
                .append("operator", client.operator())
                .append("since", Date.from(client.since()))
                .append("channels", client.channels());
    }

    private static Connected client(Document document) {
        return new Connected(
                document.getString("user"),
                document.getString("operator"),
                document.getDate("since").toInstant(),
                document.getList("channels", String.class));
    }

    private ReactiveMongoCollection<Document> replicas() {
        return mongo.getDatabase(database).getCollection("presence");
    }
}
