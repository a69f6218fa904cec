package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Documents in memory by position, found by way of the index that leaves the fewest.
 *
 * <p>A document that was once stored or given away is never changed: a change replaces it by a changed copy. So a reader
 * whose answer is still being written does not meet a half-changed one. Everything happens under the collection's lock.
 */
final class IndexedCollection extends AbstractSynchronizedMongoCollection<Integer> {

    /** What documents are looked for at the moment. */
    private enum Purpose {
        READ,
        CHANGE_ONE,
        CHANGE_ALL
    }

    private final List<Document> documents = new ArrayList<>();
    private final Queue<Integer> free = new ArrayDeque<>();
    private Purpose purpose = Purpose.READ;

    /** Of the query that is being answered. */
    private TextConditions texts = new TextConditions(new Document());

    IndexedCollection(
            MongoDatabase database, String collectionName, CollectionOptions options, CursorRegistry cursorRegistry) {
        super(database, collectionName, options, cursorRegistry);
    }

    @Override
    protected synchronized QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        texts = new TextConditions(query);
        int most = purpose == Purpose.CHANGE_ONE ? 1 : limit;
        Optional<Candidates> found = candidates(query, orderBy, most > 0);
        if (found.isEmpty()) {
            return matchDocuments(query, orderBy, skip, most, batchSize, projection);
        }
        Document stillToOrderBy = found.get().inOrder() ? null : orderBy;
        return matchDocuments(query, found.get().positions(), stillToOrderBy, skip, most, batchSize, projection);
    }

    private Optional<Candidates> candidates(Document query, Document orderBy, boolean limited) {
        boolean ordered = orderBy != null && !orderBy.isEmpty();
        if (ordered && orderBy.containsKey("$natural")) {
            return Optional.empty();
        }
        return new IndexChoice(getIndexes(), this::streamAllDocumentsWithPosition)
                .candidates(query, ordered ? orderBy : null, limited);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        int last = documents.size() - 1;
        IntStream positions = IntStream.rangeClosed(0, last);
        if (isNaturalDescending(orderBy)) {
            positions = positions.map(position -> last - position);
        }
        Stream<Document> all = positions.mapToObj(documents::get).filter(Objects::nonNull);
        return matchDocumentsFromStream(all, query, orderBy, skip, limit, batchSize, projection);
    }

    @Override
    protected boolean documentMatchesQuery(Document document, Document query) {
        return texts.matches(document, query, super::documentMatchesQuery);
    }

    @Override
    protected QueryResult createQueryResult(List<Document> found, int batchSize) {
        return super.createQueryResult(
                purpose == Purpose.READ
                        ? found
                        : found.stream().map(Document::new).toList(),
                batchSize);
    }

    @Override
    public synchronized Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        purpose = isMulti ? Purpose.CHANGE_ALL : Purpose.CHANGE_ONE;
        try {
            return super.updateDocuments(selector, update, arrayFilters, isMulti, isUpsert, oplog);
        } finally {
            purpose = Purpose.READ;
        }
    }

    @Override
    public synchronized Document findAndModify(Document query) {
        purpose = Purpose.CHANGE_ONE;
        try {
            return super.findAndModify(query);
        } finally {
            purpose = Purpose.READ;
        }
    }

    /** Puts the changed copy in the place of what it was made from. */
    @Override
    protected void handleUpdate(Integer position, Document before, Document after) {
        documents.set(position, after);
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        Integer position = free.poll();
        if (position == null) {
            documents.add(document);
            return documents.size() - 1;
        }
        documents.set(position, document);
        return position;
    }

    /** Where it is says the first index that knows; the ordered ones have to be told. */
    @Override
    public synchronized void removeDocument(Document document) {
        Integer position = positionOf(document);
        if (position == null) {
            return;
        }
        for (Index<Integer> index : getIndexes()) {
            if (index instanceof OrderedIndex ordered) {
                ordered.remove(document, position);
            } else {
                index.remove(document);
            }
        }
        removeDocument(position);
    }

    private Integer positionOf(Document document) {
        for (Index<Integer> index : getIndexes()) {
            Integer position = index.getPosition(document);
            if (position != null) {
                return position;
            }
        }
        return findDocumentPosition(document);
    }

    @Override
    protected void removeDocument(Integer position) {
        documents.set(position, null);
        free.add(position);
    }

    @Override
    protected Integer findDocumentPosition(Document document) {
        int position = documents.indexOf(document);
        return position < 0 ? null : position;
    }

    @Override
    protected Document getDocument(Integer position) {
        return documents.get(position);
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        return IntStream.range(0, documents.size())
                .filter(position -> documents.get(position) != null)
                .mapToObj(position -> new DocumentWithPosition<>(documents.get(position), position));
    }

    @Override
    public synchronized void addIndex(Index<Integer> index) {
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String indexName) {
        super.dropIndex(indexName);
    }

    @Override
    public synchronized int count() {
        return documents.size() - free.size();
    }

    @Override
    public synchronized Document getStats() {
        return super.getStats();
    }

    @Override
    public synchronized Document validate() {
        return super.validate();
    }

    /** The library would encode each document twice for each change, to know the sum at any time. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int difference) {
        throw new UnsupportedOperationException("it is worked out when it is asked for");
    }

    /** In bytes, as encoded. */
    @Override
    protected int getDataSize() {
        ByteBuf buffer = Unpooled.buffer();
        try {
            return documents.stream()
                    .filter(Objects::nonNull)
                    .mapToInt(document -> {
                        BsonEncoder.encodeDocument(document, buffer.clear());
                        return buffer.writerIndex();
                    })
                    .sum();
        } finally {
            buffer.release();
        }
    }
}
