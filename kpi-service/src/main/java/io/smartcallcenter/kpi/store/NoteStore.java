package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.note.Note;
import io.smartcallcenter.kpi.note.Note.Kind;
import io.smartcallcenter.kpi.note.Note.Version;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Keeps comments and dispositions. Of two who change the same revision, one is told so. */
public final class NoteStore {

    static final String COLLECTION = "call_notes";

    /** When it was first written. */
    static final String CREATED_AT = "createdAt";

    private static final String ID = "_id";
    private static final String CALL_ID = "callId";
    private static final String KIND = "kind";
    private static final String AUTHOR = "author";
    private static final String REVISION = "revision";
    private static final String EARLIER = "earlier";

    private final ReactiveMongoClient client;
    private final String database;

    public NoteStore(ReactiveMongoClient client, String database) {
        this.client = client;
        this.database = database;
    }

    public Uni<Void> prepare() {
        return notes().createIndex(Indexes.ascending(CALL_ID, CREATED_AT))
                .chain(() -> notes().createIndex(Indexes.ascending(CREATED_AT)))
                .replaceWithVoid();
    }

    /** False if there is one of this id already. */
    public Uni<Boolean> insert(Note note) {
        return notes().insertOne(document(note))
                .replaceWith(true)
                .onFailure(NoteStore::duplicate)
                .recoverWithItem(false);
    }

    /** False if the stored one is no longer of the revision. */
    public Uni<Boolean> replace(Note next, long revision) {
        return notes().replaceOne(and(eq(ID, next.id()), eq(REVISION, revision)), document(next))
                .map(result -> result.getMatchedCount() == 1);
    }

    public Uni<Optional<Note>> find(String id) {
        return notes().find(eq(ID, id), new FindOptions().limit(1))
                .map(NoteStore::note)
                .collect()
                .asList()
                .map(found -> found.stream().findFirst());
    }

    /** The oldest first. */
    public Uni<List<Note>> of(String callId) {
        return notes().find(eq(CALL_ID, callId), new FindOptions().sort(Sorts.ascending(CREATED_AT, ID)))
                .map(NoteStore::note)
                .collect()
                .asList();
    }

    /** How many comments these calls have, withdrawn ones included. */
    public Uni<Long> comments(Collection<String> calls) {
        return notes().countDocuments(and(in(CALL_ID, calls), eq(KIND, Kind.COMMENT.name())));
    }

    private static boolean duplicate(Throwable failure) {
        return failure instanceof MongoWriteException write
                && write.getError().getCategory() == ErrorCategory.DUPLICATE_KEY;
    }

    private static Document document(Note note) {
        Version first = note.earlier().isEmpty() ? note.now() : note.earlier().get(0);
        Document document = document(note.now());
        return document.append(ID, note.id())
                .append(CALL_ID, note.callId())
                .append(KIND, note.kind().name())
                .append(AUTHOR, note.author())
                .append(REVISION, note.revision())
                .append(CREATED_AT, Date.from(first.at()))
                .append(
                        EARLIER,
                        note.earlier().stream().map(NoteStore::document).toList());
    }

    private static Document document(Version version) {
        return new Document("code", version.code())
                .append("text", version.text())
                .append("by", version.by())
                .append("at", Date.from(version.at()));
    }

    private static Note note(Document document) {
        return new Note(
                Kind.valueOf(document.getString(KIND)),
                document.getString(ID),
                document.getString(CALL_ID),
                document.getString(AUTHOR),
                document.getLong(REVISION),
                version(document),
                document.getList(EARLIER, Document.class).stream()
                        .map(NoteStore::version)
                        .toList());
    }

    private static Version version(Document document) {
        return new Version(
                document.getString("code"),
                document.getString("text"),
                document.getString("by"),
                document.getDate("at").toInstant());
    }

    private ReactiveMongoCollection<Document> notes() {
        return client.getDatabase(database).getCollection(COLLECTION);
    }
}
