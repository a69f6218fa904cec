package io.smartcallcenter.routing.change;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.smartcallcenter.routing.audit.AuditEntry.What;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Keeps the draft. Who replaces it must know its revision: of two who know the same one, one is refused. */
@ApplicationScoped
class DraftStore {

    private static final String ID = "_id";
    private static final String DRAFT = "draft";
    private static final String REVISION = "revision";
    private static final String BASED_ON = "based_on";
    private static final String DOCUMENT = "document";

    private final MongoCollection<Document> drafts;

    DraftStore(MongoDatabase database) {
        this.drafts = database.getCollection("draft");
    }

    Draft find() {
        Document found = drafts.find(Filters.eq(ID, DRAFT)).first();
        return found == null
                ? Draft.NONE
                : new Draft(found.getLong(REVISION), found.getLong(BASED_ON), found.getString(DOCUMENT), change(found));
    }

    private static Draft.Change change(Document found) {
        return found.getString("by") == null
                ? null
                : new Draft.Change(
                        found.getString("by"),
                        found.getDate("at").toInstant(),
                        What.of(found.getString("what")),
                        found.getString("section"),
                        found.getString("name"));
    }

    /** @return false when the stored draft is no longer of this revision */
    boolean replace(long revision, Draft next) {
        Document document = document(next);
        return revision == 0
                ? insert(document)
                : drafts.replaceOne(at(revision), document).getMatchedCount() == 1;
    }

    private boolean insert(Document first) {
        try {
            drafts.insertOne(first);
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** The same draft under another revision, which nobody has read yet; it no longer says what its last change was. */
    void outdate() {
        drafts.updateOne(Filters.eq(ID, DRAFT), Updates.combine(Updates.inc(REVISION, 1L), Updates.unset("by")));
    }

    private static Bson at(long revision) {
        return Filters.and(Filters.eq(ID, DRAFT), Filters.eq(REVISION, revision));
    }

    private static Document document(Draft draft) {
        Document document = new Document(ID, DRAFT)
                .append(REVISION, draft.revision())
                .append(BASED_ON, draft.basedOn())
                .append(DOCUMENT, draft.document());
        Draft.Change change = draft.change();
        return change == null
                ? document
                : document.append("by", change.by())
                        .append("at", Date.from(change.at()))
                        .append("what", change.what().toString())
                        .append("section", change.section())
                        .append("name", change.name());
    }
}
