package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * The parts of an index in which everything is that a query looks for: each combination of the values that it demands of
 * the leading keys, and the range of the key after them.
 */
final class KeyRanges {

    /** More combinations than this are not made: looking a part up costs more than reading over a few entries. */
    private static final int MOST_COMBINATIONS = 10_000;

    private final List<String> fields;
    private final List<Object[]> prefixes;
    private final int demanded;
    private final Condition next;

    private KeyRanges(List<String> fields, List<Object[]> prefixes, int demanded, Condition next) {
        this.fields = fields;
        this.prefixes = prefixes;
        this.demanded = demanded;
        this.next = next;
    }

    static KeyRanges of(List<String> fields, Conditions conditions) {
        List<Object[]> prefixes = Collections.singletonList(new Object[0]);
        for (int i = 0; i < fields.size(); i++) {
            Condition condition = conditions.on(fields.get(i));
            boolean more = condition != null
                    && condition.points() != null
                    && (i == 0 || (long) prefixes.size() * condition.points().size() <= MOST_COMBINATIONS);
            if (!more) {
                return new KeyRanges(fields, prefixes, i, condition);
            }
            prefixes = longer(prefixes, condition.points());
        }
        return new KeyRanges(fields, prefixes, fields.size(), null);
    }

    private static List<Object[]> longer(List<Object[]> prefixes, Collection<Object> points) {
        List<Object[]> longer = new ArrayList<>(prefixes.size() * points.size());
        for (Object[] prefix : prefixes) {
            for (Object point : points) {
                longer.add(KeyRange.with(prefix, point));
            }
        }
        return longer;
    }

    /** Whether this is less than the whole index. */
    boolean narrow() {
        return demanded > 0 || next != null && next.isRange();
    }

    /** The values of the leading keys for which everything is looked for. */
    List<Object[]> prefixes() {
        return prefixes;
    }

    /** Whether one value of each key is demanded, or one of several: then the prefixes are the keys. */
    boolean complete() {
        return demanded == fields.size();
    }

    List<KeyRange> all() {
        return prefixes.stream()
                .map(prefix -> KeyRange.of(prefix, next))
                .filter(range -> !range.isEmpty())
                .toList();
    }

    /** Whether the entries, forwards or backwards, are in the order that is asked for. Keys of one value do not count. */
    boolean inOrder(Document orderBy) {
        if (prefixes.size() > 1 || directions(orderBy) != 1) {
            return false;
        }
        int i = 0;
        for (String field : orderBy.keySet()) {
            while (i < demanded && !fields.get(i).equals(field)) {
                i++;
            }
            if (i == fields.size() || !fields.get(i).equals(field)) {
                return false;
            }
            i++;
        }
        return true;
    }

    private static long directions(Document orderBy) {
        return orderBy.values().stream().map(KeyRanges::backwards).distinct().count();
    }

    static boolean backwards(Document orderBy) {
        return orderBy.values().stream().findFirst().map(KeyRanges::backwards).orElse(false);
    }

    private static boolean backwards(Object direction) {
        return ((Number) direction).intValue() < 0;
    }
}
