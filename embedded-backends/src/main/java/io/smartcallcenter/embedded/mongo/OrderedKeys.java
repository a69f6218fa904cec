package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The documents of a collection in the order of some of their fields.
 *
 * <p>Documents with a value that has no place in the order (an array, for example) are kept aside; they are candidates of
 * every query. All fields ascend, whatever the index says: it can be read backwards. Used under the collection's lock.
 */
final class OrderedKeys {

    private final List<String> fields;
    private final KeyPath[] paths;
    private final NavigableSet<IndexEntry> entries = new TreeSet<>();
    private final Set<Integer> aside = new HashSet<>();

    OrderedKeys(List<String> fields) {
        this.fields = fields;
        this.paths = fields.stream().map(KeyPath::new).toArray(KeyPath[]::new);
    }

    int size() {
        return entries.size() + aside.size();
    }

    void clear() {
        entries.clear();
        aside.clear();
    }

    void add(Document document, int position) {
        add(valuesIn(document), position);
    }

    private void add(Object[] values, int position) {
        if (values == null) {
            aside.add(position);
        } else {
            entries.add(new IndexEntry(values, position));
        }
    }

    void remove(Document document, int position) {
        remove(valuesIn(document), position);
    }

    private void remove(Object[] values, int position) {
        if (values == null) {
            aside.remove(position);
        } else {
            entries.remove(new IndexEntry(values, position));
        }
    }

    /** The document at a position has changed. */
    void move(Document before, Document after, int position) {
        Object[] oldValues = valuesIn(before);
        Object[] newValues = valuesIn(after);
        if (!Arrays.equals(oldValues, newValues)) {
            remove(oldValues, position);
            add(newValues, position);
        }
    }

    /** null if one of them has no place in the order */
    private Object[] valuesIn(Document document) {
        Object[] values = new Object[paths.length];
        for (int i = 0; i < paths.length; i++) {
            values[i] = paths[i].valueIn(document);
            if (values[i] == null) {
                return null;
            }
        }
        return values;
    }

    /** @param orderBy null = any */
    Candidates candidates(Conditions conditions, Document orderBy) {
        KeyRanges ranges = KeyRanges.of(fields, conditions);
        boolean inOrder = orderBy != null && aside.isEmpty() && ranges.inOrder(orderBy);
        boolean backwards = inOrder && KeyRanges.backwards(orderBy);
        return new Candidates(() -> positions(ranges.all(), backwards), ranges.narrow(), inOrder);
    }

    private Iterator<Integer> positions(List<KeyRange> ranges, boolean backwards) {
        return new Chained<>(
                Stream.concat(ranges.stream().map(range -> positions(range, backwards)), Stream.of(aside.iterator()))
                        .iterator());
    }

    private Iterator<Integer> positions(KeyRange range, boolean backwards) {
        NavigableSet<IndexEntry> part = entries.subSet(range.from(), true, range.to(), true);
        return (backwards ? part.descendingSet() : part)
                .stream().map(IndexEntry::position).iterator();
    }
}
