package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;

/** Databases in memory whose indexes are used: ranges, prefixes and order as on MongoDB itself. */
public final class IndexedBackend extends AbstractMongoBackend {

    @Override
    public MongoDatabase openOrCreateDatabase(String databaseName) {
        return new IndexedDatabase(databaseName, getCursorRegistry());
    }
}
