package io.smartcallcenter.routing.audit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Keeps what was done, for ever. */
@ApplicationScoped
public class AuditTrail {

    static final String COLLECTION = "audit";
    static final String ID = "_id";
    static final String AT = "at";

    private final MongoCollection<Document> entries;

    public AuditTrail(MongoDatabase database) {
        this.entries = database.getCollection(COLLECTION);
    }

    /** Notes what was done; noting it again changes nothing. */
    public void note(AuditEntry entry) {
        Document fields = new Document(AT, Date.from(entry.at()))
                .append("who", entry.who())
                .append("what", entry.what().toString())
                .append("section", entry.section())
                .append("name", entry.name())
                .append("revision", entry.revision())
                .append("version", entry.version())
                .append("comment", entry.comment());
        entries.updateOne(
                Filters.eq(ID, entry.id()),
                Updates.combine(fields.entrySet().stream()
                        .map(field -> Updates.setOnInsert(field.getKey(), field.getValue()))
                        .toList()),
                new UpdateOptions().upsert(true));
    }

    /**
     * The newest first.
     *
     * @param from inclusive
     * @param to exclusive
     * @param after the last entry that was read; null = from the newest
     */
    List<AuditEntry> list(Instant from, Instant to, AuditCursor after, int limit) {
        List<Bson> filters = new ArrayList<>(List.of(Filters.gte(AT, Date.from(from)), Filters.lt(AT, Date.from(to))));
        if (after != null) {
            Date at = Date.from(after.at());
            filters.add(Filters.or(Filters.lt(AT, at), Filters.and(Filters.eq(AT, at), Filters.lt(ID, after.id()))));
        }
        List<AuditEntry> found = new ArrayList<>();
        entries.find(Filters.and(filters))
                .sort(Sorts.descending(AT, ID))
                .limit(limit)
                .forEach(document -> found.add(entry(document)));
        return found;
    }

    private static AuditEntry entry(Document document) {
        return new AuditEntry(
                document.getString(ID),
                document.getDate(AT).toInstant(),
                document.getString("who"),
                AuditEntry.What.of(document.getString("what")),
                document.getString("section"),
                document.getString("name"),
                document.getLong("revision"),
                document.getLong("version"),
                document.getString("comment"));
    }
}
