package io.smartcallcenter.cdr.source;

import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rows that were stored last: what is read again is not written again. Only saves work; forgetting costs an upsert. */
final class RecentRows {

    private final Map<String, CdrRow> rows;

    RecentRows(int size) {
        rows = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, CdrRow> eldest) {
                return size() > size;
            }
        };
    }

    synchronized boolean unknown(CdrRow row) {
        return !row.equals(rows.get(row.id()));
    }

    synchronized void add(Collection<CdrRow> stored) {
        stored.forEach(row -> rows.put(row.id(), row));
    }
}
