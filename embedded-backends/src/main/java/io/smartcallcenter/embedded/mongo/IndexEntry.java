package io.smartcallcenter.embedded.mongo;

/**
 * What an index holds of one document: the values of the keys, and where the document is.
 *
 * <p>An entry with fewer values marks a place: before or after all entries that begin with the same values.
 */
record IndexEntry(Object[] values, int position) implements Comparable<IndexEntry> {

    private static final int FIRST = -1;
    private static final int LAST = Integer.MAX_VALUE;

    static IndexEntry before(Object... values) {
        return new IndexEntry(values, FIRST);
    }

    static IndexEntry after(Object... values) {
        return new IndexEntry(values, LAST);
    }

    @Override
    public int compareTo(IndexEntry other) {
        int common = Math.min(values.length, other.values.length);
        for (int i = 0; i < common; i++) {
            int order = SimpleValues.compare(values[i], other.values[i]);
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(position, other.position);
    }
}
