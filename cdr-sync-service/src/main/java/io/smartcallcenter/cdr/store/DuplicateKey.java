package io.smartcallcenter.cdr.store;

import com.mongodb.MongoWriteException;

/** Somebody else's document is there already. */
final class DuplicateKey {

    private static final int CODE = 11000;

    private DuplicateKey() {}

    /** Whether a write of one document failed for this reason and no other. */
    static boolean is(Throwable failure) {
        return failure instanceof MongoWriteException write && write.getCode() == CODE;
    }
}
