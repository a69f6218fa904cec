package io.smartcallcenter.routing.publication;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** All versions that were ever published. The number is the document's id, so that it can be given once only. */
@ApplicationScoped
class VersionStore {

    private static final String ID = "_id";
    private static final String AT = "published_at";
    private static final String BY = "by";
    private static final String COMMENT = "comment";
    private static final String RESTORED = "restored";
    private static final String DOCUMENT = "document";

    private final MongoCollection<Document> versions;

    VersionStore(MongoDatabase database) {
        this.versions = database.getCollection("versions");
    }

    /** @throws VersionTaken if there is one of this number */
    void insert(Version version) {
        try {
            versions.insertOne(new Document(ID, version.number())
                    .append(AT, Date.from(version.publishedAt()))
                    .append(BY, version.by())
                    .append(COMMENT, version.comment())
                    .append(RESTORED, version.restored())
                    .append(DOCUMENT, version.document()));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                throw new VersionTaken(version.number());
            }
            throw e;
        }
    }

    Optional<Version> find(long number) {
        return first(versions.find(Filters.eq(ID, number)));
    }

    /** The newest one, if it is newer than this. */
    Optional<Version> newestAfter(long number) {
        return first(versions.find(Filters.gt(ID, number)).sort(Sorts.descending(ID)));
    }

    /** The newest first, without their documents. */
    List<Version> before(long number, int limit) {
        List<Version> found = new ArrayList<>();
        versions.find(Filters.lt(ID, number))
                .projection(Projections.exclude(DOCUMENT))
                .sort(Sorts.descending(ID))
                .limit(limit)
                .forEach(document -> found.add(version(document)));
        return found;
    }

    private static Optional<Version> first(FindIterable<Document> found) {
        return Optional.ofNullable(found.limit(1).first()).map(VersionStore::version);
    }

    private static Version version(Document document) {
        return new Version(
                document.getLong(ID),
                document.getDate(AT).toInstant(),
                document.getString(BY),
                document.getString(COMMENT),
                document.getLong(RESTORED),
                document.getString(DOCUMENT));
    }
}
