package io.smartcallcenter.embedded.mongo;

import java.util.Arrays;

/** A part of an index: all between two places. */
record KeyRange(IndexEntry from, IndexEntry to) {

    /**
     * All that begin with some values, and whose next one is in a range of a type.
     *
     * @param next null = any
     */
    static KeyRange of(Object[] prefix, Condition next) {
        if (next == null || !next.isRange()) {
            return new KeyRange(IndexEntry.before(prefix), IndexEntry.after(prefix));
        }
        return new KeyRange(from(prefix, next), to(prefix, next));
    }

    private static IndexEntry from(Object[] prefix, Condition next) {
        if (next.low() == null) {
            return IndexEntry.before(
                    with(prefix, SimpleValues.beforeTypeOf(next.high().value())));
        }
        Object[] values = with(prefix, next.low().value());
        return next.low().inclusive() ? IndexEntry.before(values) : IndexEntry.after(values);
    }

    private static IndexEntry to(Object[] prefix, Condition next) {
        if (next.high() == null) {
            return IndexEntry.after(
                    with(prefix, SimpleValues.afterTypeOf(next.low().value())));
        }
        Object[] values = with(prefix, next.high().value());
        return next.high().inclusive() ? IndexEntry.after(values) : IndexEntry.before(values);
    }

    static Object[] with(Object[] prefix, Object value) {
        Object[] longer = Arrays.copyOf(prefix, prefix.length + 1);
        longer[prefix.length] = value;
        return longer;
    }

    boolean isEmpty() {
        return from.compareTo(to) >= 0;
    }
}
