package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Its collections use their indexes, and so does an aggregation that begins with a match. */
final class IndexedDatabase extends AbstractSynchronizedMongoDatabase<Integer> {

    IndexedDatabase(String databaseName, CursorRegistry cursorRegistry) {
        super(databaseName, cursorRegistry);
        initializeNamespacesAndIndexes();
    }

    @Override
    protected IndexedCollection openOrCreateCollection(String collectionName, CollectionOptions options) {
        return new IndexedCollection(this, collectionName, options, cursorRegistry);
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new UniqueIndex(indexName, keys, sparse);
    }

    @Override
    protected Index<Integer> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(indexName, keys, sparse);
    }

    /** The library would hand every document of the collection to the first stage. */
    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databaseResolver, Oplog oplog) {
        if (command.equalsIgnoreCase("aggregate")) {
            MongoCollection<Integer> collection =
                    resolveCollection(query.get(command).toString(), false);
            List<Document> pipeline = Aggregation.parse(query.get("pipeline"));
            if (collection != null && !pipeline.isEmpty() && pipeline.get(0).get("$match") instanceof Document match) {
                clearLastStatus(channel);
                Aggregation others = Aggregation.fromPipeline(
                        pipeline.subList(1, pipeline.size()), databaseResolver, this, collection, oplog);
                others.validate(query);
                return answer(collection, others.runStages(matching(collection, match)));
            }
        }
        return super.handleCommand(channel, command, query, databaseResolver, oplog);
    }

    private static Stream<Document> matching(MongoCollection<Integer> collection, Document match) {
        QueryParameters query = new QueryParameters(new Document("$query", match), 0, 0);
        return StreamSupport.stream(collection.handleQuery(query).spliterator(), false);
    }

    private static Document answer(MongoCollection<Integer> collection, List<Document> found) {
        Document cursor =
                new Document("id", 0L).append("ns", collection.getFullName()).append("firstBatch", found);
        Document answer = new Document("cursor", cursor);
        Utils.markOkay(answer);
        return answer;
    }

    @Override
    protected long getStorageSize() {
        return 0;
    }

    @Override
    protected long getFileSize() {
        return 0;
    }
}
