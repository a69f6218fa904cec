package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The library's unique index, which also helps with queries that demand more than its keys, or a range of them. */
final class UniqueIndex extends MemoryUniqueIndex {

    private final List<String> fields;
    private final List<KeyPath> paths;

    /** Made when the first range is asked for, which is seldom. */
    private OrderedKeys order;

    UniqueIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.fields = keys();
        this.paths = fields.stream().map(KeyPath::new).toList();
    }

    /** The short way for what is asked most: one key, one simple value, beside whatever else; empty if it is not that. */
    Optional<Candidates> lookUp(Document query) {
        Object value = fields.size() == 1 ? SimpleValues.of(query.get(fields.get(0))) : null;
        if (value == null || value == SimpleValues.NULL) {
            return Optional.empty();
        }
        Integer position = getPosition(new KeyValue(value));
        return Optional.of(new Candidates(position == null ? List.of() : List.of(position), true, false));
    }

    /** The documents with the keys that a query demands; empty if it does not demand all of them. */
    Optional<Candidates> lookUp(Document query, Conditions conditions) {
        KeyRanges ranges = KeyRanges.of(fields, conditions);
        if (ranges.complete()) {
            return lookUp(ranges.prefixes());
        }
        // the library can do it by keys that are not simple, such as a sub-document, if nothing else is demanded
        return canHandle(query) ? Optional.of(new Candidates(getPositions(query), true, false)) : Optional.empty();
    }

    private Optional<Candidates> lookUp(List<Object[]> keys) {
        Set<Integer> positions = new LinkedHashSet<>();
        for (Object[] values : keys) {
            Object[] key = Arrays.stream(values)
                    .map(value -> value == SimpleValues.NULL ? null : value)
                    .toArray();
            if (isSparse() && Arrays.stream(key).allMatch(Objects::isNull)) {
                return Optional.empty();
            }
            Integer position = getPosition(new KeyValue(key));
            if (position != null) {
                positions.add(position);
            }
        }
        return Optional.of(new Candidates(positions, true, false));
    }

    /**
     * The documents in the range that a query demands; empty if it demands none.
     *
     * @param documents all of the collection
     */
    Optional<Candidates> range(
            Conditions conditions, Document orderBy, Supplier<Stream<DocumentWithPosition<Integer>>> documents) {
        if (isSparse() || !KeyRanges.of(fields, conditions).narrow()) {
            return Optional.empty();
        }
        if (order == null) {
            order = new OrderedKeys(fields);
            documents.get().forEach(each -> order.add(each.getDocument(), each.getPosition()));
        }
        return Optional.of(order.candidates(conditions, orderBy));
    }

    @Override
    public synchronized void add(Document document, Integer position, MongoCollection<Integer> collection) {
        super.add(document, position, collection);
        if (order != null) {
            order.add(document, position);
        }
    }

    @Override
    public synchronized Integer remove(Document document) {
        Integer position = super.remove(document);
        if (order != null && position != null) {
            order.remove(document, position);
        }
        return position;
    }

    /** The short way for keys that are texts: they need no copies in other types. */
    @Override
    public Set<KeyValue> getKeyValues(Document document) {
        Object[] values = new Object[paths.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = paths.get(i).valueIn(document);
            if (!(values[i] instanceof String)) {
                return super.getKeyValues(document);
            }
        }
        return Set.of(new KeyValue(values));
    }

    /** Most changes touch no key, and to see that needs no copies of the values. */
    @Override
    protected boolean nullAwareEqualsKeys(Document before, Document after) {
        return paths.stream().allMatch(path -> path.isSameIn(before, after))
                || super.nullAwareEqualsKeys(before, after);
    }
}
