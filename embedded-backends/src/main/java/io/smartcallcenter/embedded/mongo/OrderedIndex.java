package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/** An index that is not unique: it says for a query with conditions on its first keys where to look. */
final class OrderedIndex extends Index<Integer> {

    private final OrderedKeys order;

    OrderedIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.order = new OrderedKeys(keys());
    }

    Candidates candidates(Conditions conditions, Document orderBy) {
        return order.candidates(conditions, orderBy);
    }

    @Override
    public boolean canHandle(Document query) {
        return candidates(new Conditions(query), null).narrowed();
    }

    @Override
    public Iterable<Integer> getPositions(Document query) {
        return candidates(new Conditions(query), null).positions();
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Integer> collection) {
        // every document may be added
    }

    @Override
    public void add(Document document, Integer position, MongoCollection<Integer> collection) {
        order.add(document, position);
    }

    /** Not known from the document alone; the collection says it. */
    @Override
    public Integer getPosition(Document document) {
        return null;
    }

    @Override
    public Integer remove(Document document) {
        throw new UnsupportedOperationException("the position is needed");
    }

    void remove(Document document, int position) {
        order.remove(document, position);
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {
        // every change may be made
    }

    @Override
    public void updateInPlace(Document before, Document after, Integer position, MongoCollection<Integer> collection) {
        order.move(before, after, position);
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return super.hasSameOptions(other) && !other.isUnique();
    }

    @Override
    public long getCount() {
        return order.size();
    }

    /** In entries: what they take of the memory is not known. */
    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void drop() {
        order.clear();
    }
}
