package io.smartcallcenter.notification.customer;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Keeps comments on customers, and copies of the comments on calls, which the KPI service owns. */
public final class CommentStore {

    static final String COLLECTION = "comments";

    private static final String ID = "_id";
    private static final String CUSTOMER = "customerId";
    private static final String CALL = "callId";
    private static final String AT = "at";
    private static final String TEXT = "text";
    private static final String REVISION = "revision";
    private static final String BY = "by";
    private static final int DUPLICATE_KEY = 11000;
    private static final BulkWriteOptions ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final ReactiveMongoClient client;
    private final String database;

    public CommentStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    public Uni<Void> prepare() {
        return comments()
                .createIndex(Indexes.ascending(CUSTOMER, AT))
                .chain(() -> comments().createIndex(Indexes.ascending(CALL, AT)))
                .chain(() -> comments().createIndex(Indexes.ascending(AT)))
                .replaceWithVoid();
    }

    /**
     * A comment on a call, of one revision.
     *
     * @param comment its text is null once it is withdrawn
     */
    public record Revision(Comment comment, long revision) {}

    /** Of each comment the highest revision stays, in whatever order and however often they come. */
    public Uni<Void> keep(List<Revision> revisions) {
        return revisions.isEmpty()
                ? Uni.createFrom().voidItem()
                // a first collision may be a document that was new to both; at a second one there is a newer revision
                : write(revisions)
                        .chain(collided ->
                                collided ? write(revisions) : Uni.createFrom().item(false))
                        .replaceWithVoid();
    }

    /** @return whether some were there already */
    private Uni<Boolean> write(List<Revision> revisions) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        for (Revision each : revisions) {
            writes.add(new ReplaceOneModel<>(
                    and(eq(ID, each.comment().id()), lt(REVISION, each.revision())),
                    document(each.comment()).append(REVISION, each.revision()),
                    new ReplaceOptions().upsert(true)));
        }
        return comments()
                .bulkWrite(writes, ANY_ORDER)
                .replaceWith(false)
                .onFailure(CommentStore::onlyThere)
                .recoverWithItem(true);
    }

    private static boolean onlyThere(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream().allMatch(error -> error.getCode() == DUPLICATE_KEY);
    }

    /** May be repeated. */
    public Uni<Void> put(Comment comment) {
        return comments()
                .replaceOne(eq(ID, comment.id()), document(comment), new ReplaceOptions().upsert(true))
                .replaceWithVoid();
    }

    public Uni<Optional<Comment>> find(String id) {
        return list(eq(ID, id), 1).map(found -> found.stream().findFirst());
    }

    public Uni<Long> numberOf(String customerId) {
        return comments().countDocuments(eq(CUSTOMER, customerId));
    }

    public Uni<Boolean> delete(String id) {
        return comments().deleteOne(eq(ID, id)).map(result -> result.getDeletedCount() == 1);
    }

    /** On a customer (null: on none) and on these calls, the newest first. */
    public Uni<List<Comment>> newest(String customerId, Collection<String> calls, int limit) {
        List<Bson> places = new ArrayList<>();
        if (customerId != null) {
            places.add(eq(CUSTOMER, customerId));
        }
        if (!calls.isEmpty()) {
            places.add(in(CALL, calls));
        }
        return places.isEmpty() ? Uni.createFrom().item(List.of()) : list(and(or(places), ne(TEXT, null)), limit);
    }

    public Uni<Void> move(String customerId, String into) {
        return comments()
                .updateMany(eq(CUSTOMER, customerId), Updates.set(CUSTOMER, into))
                .replaceWithVoid();
    }

    public Uni<Long> deleteOf(String customerId) {
        return comments().deleteMany(eq(CUSTOMER, customerId)).map(result -> result.getDeletedCount());
    }

    /** What was written on these calls is gone, and a replay does not bring it back. */
    public Uni<Long> eraseOfCalls(Collection<String> calls) {
        Bson erased =
                Updates.combine(Updates.set(TEXT, null), Updates.set(BY, null), Updates.set(REVISION, Long.MAX_VALUE));
        return comments()
                .updateMany(and(in(CALL, calls), ne(TEXT, null)), erased)
                .map(result -> result.getModifiedCount());
    }

    /** Those on calls only: comments on a customer stay as long as the customer. */
    public Uni<Long> deleteOlder(Instant than) {
        return comments()
                .deleteMany(and(exists(CALL), lt(AT, Date.from(than))))
                .map(result -> result.getDeletedCount());
    }

    private Uni<List<Comment>> list(Bson filter, int limit) {
        return comments()
                .find(filter, new FindOptions().sort(Sorts.descending(AT, ID)).limit(limit))
                .map(CommentStore::comment)
                .collect()
                .asList();
    }

    private static Document document(Comment comment) {
        Document document = new Document(ID, comment.id())
                .append(AT, Date.from(comment.at()))
                .append(BY, comment.by())
                .append(TEXT, comment.text());
        if (comment.customerId() != null) {
            document.append(CUSTOMER, comment.customerId());
        }
        if (comment.callId() != null) {
            document.append(CALL, comment.callId());
        }
        return document;
    }

    private static Comment comment(Document document) {
        return new Comment(
                document.getString(ID),
                document.getString(CUSTOMER),
                document.getString(CALL),
                document.getDate(AT).toInstant(),
                document.getString(BY),
                document.getString(TEXT));
    }

    private ReactiveMongoCollection<Document> comments() {
        return client.getDatabase(database).getCollection(COLLECTION);
    }
}
