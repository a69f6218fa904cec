package io.smartcallcenter.cdr.settings;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.ReplaceOptions;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** Stored settings, one document for each node. */
@ApplicationScoped
public class DatabaseStore {

    private final ReactiveMongoCollection<Document> databases;

    DatabaseStore(ReactiveMongoClient client) {
        this.databases = client.getDatabase("scc_cdr").getCollection("databases");
    }

    /**
     * @param database without its password
     * @param secret the password, encrypted
     */
    record Stored(AsteriskDatabase database, String secret, Instant changedAt, String changedBy) {}

    /** @param unreadable of which nodes something is stored that is not understood, such as by a newer version, and why */
    record Found(List<Stored> databases, Map<String, String> unreadable) {}

    Uni<Found> all() {
        return databases
                .find(new FindOptions().sort(new Document("_id", 1)))
                .collect()
                .asList()
                .map(DatabaseStore::readEach);
    }

    Uni<Void> save(Stored stored) {
        AsteriskDatabase database = stored.database();
        Document document = new Document("_id", database.node())
                .append("type", database.type().name())
                .append("host", database.host())
                .append("port", database.port())
                .append("username", database.username())
                .append("secret", stored.secret())
                .append("database", database.database())
                .append("table", database.table())
                .append("zone", database.zone().getId())
                .append("enabled", database.enabled())
                .append("changedAt", Date.from(stored.changedAt()))
                .append("changedBy", stored.changedBy());
        return databases
                .replaceOne(eq("_id", database.node()), document, new ReplaceOptions().upsert(true))
                .replaceWithVoid();
    }

    Uni<Boolean> remove(String node) {
        return databases.deleteOne(eq("_id", node)).map(result -> result.getDeletedCount() > 0);
    }

    /** One that cannot be read holds up no other. */
    private static Found readEach(List<Document> documents) {
        List<Stored> databases = new ArrayList<>();
        Map<String, String> unreadable = new TreeMap<>();
        for (Document document : documents) {
            try {
                databases.add(read(document));
            } catch (RuntimeException ofAnotherVersion) {
                unreadable.put(String.valueOf(document.get("_id")), ofAnotherVersion.toString());
            }
        }
        return new Found(databases, unreadable);
    }

    private static Stored read(Document document) {
        return new Stored(
                new AsteriskDatabase(
                        document.getString("_id"),
                        DatabaseType.valueOf(document.getString("type")),
                        document.getString("host"),
                        document.getInteger("port"),
                        document.getString("username"),
                        null,
                        document.getString("database"),
                        document.getString("table"),
                        ZoneId.of(document.getString("zone")),
                        document.getBoolean("enabled")),
                document.getString("secret"),
                document.getDate("changedAt").toInstant(),
                document.getString("changedBy"));
    }
}
