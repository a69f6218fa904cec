package io.smartcallcenter.defaults.intake;

import com.mongodb.MongoBulkWriteException;
import org.bson.BSONException;

/** Tells a document that MongoDB will never take from a MongoDB that is away. Only for services that have its client. */
public final class MongoContent {

    private static final int DUPLICATE_KEY = 11000;

    private MongoContent() {}

    /** Two upserts of a new document may collide (duplicate key): that passes. Any other write error is about the content. */
    public static boolean refused(Throwable failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            return !bulk.getWriteErrors().isEmpty()
                    && bulk.getWriteErrors().stream().noneMatch(error -> error.getCode() == DUPLICATE_KEY);
        }
        return failure instanceof IllegalArgumentException || failure instanceof BSONException;
    }
}
