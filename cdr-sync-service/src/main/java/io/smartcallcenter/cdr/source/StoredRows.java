package io.smartcallcenter.cdr.source;

import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which of the rows that are read again have been stored: those are not written again. Only hashes are kept. To forget a row costs
 * an upsert; to take an unknown row for a stored one, two hashes of 64 and 32 bits would have to be the same.
 */
final class StoredRows {

    private record Stored(int content, long calldateS) {}

    private final Map<Long, Stored> rows = new LinkedHashMap<>();

    synchronized boolean contains(CdrRow row) {
        Stored stored = rows.get(key(row));
        return stored != null && stored.content == row.hashCode();
    }

    synchronized void add(Collection<CdrRow> stored) {
        stored.forEach(row ->
                rows.put(key(row), new Stored(row.hashCode(), row.calldate().getEpochSecond())));
    }

    /** Forgets the rows before a moment. */
    synchronized void forgetBefore(Instant moment) {
        rows.values().removeIf(stored -> stored.calldateS < moment.getEpochSecond());
    }

    /** Forgets all but the newest. */
    synchronized void keepNewest(int count) {
        Iterator<Stored> eldest = rows.values().iterator();
        for (int surplus = rows.size() - count; surplus > 0; surplus--) {
            eldest.next();
            eldest.remove();
        }
    }

    synchronized int size() {
        return rows.size();
    }

    private static long key(CdrRow row) {
        long leg = row.uniqueid().hashCode() * 31L + row.sequence();
        return ((long) row.callId().hashCode() << 32) ^ (leg * 0x9E3779B97F4A7C15L);
    }
}
