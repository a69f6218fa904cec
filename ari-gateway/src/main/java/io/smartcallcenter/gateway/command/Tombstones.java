package io.smartcallcenter.gateway.command;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The decisions that were executed: each at most once. A decision is remembered until it expires by itself, and never more
 * than {@code capacity} of them: the oldest goes first.
 */
final class Tombstones {

    private final int capacity;
    private final Map<String, Instant> expiries = new LinkedHashMap<>();

    Tombstones(int capacity) {
        this.capacity = capacity;
    }

    /** False if it was there already. */
    boolean add(String decisionId, Instant expiresAt, Instant now) {
        if (expiries.containsKey(decisionId)) {
            return false;
        }
        expiries.put(decisionId, expiresAt);
        trim(now);
        return true;
    }

    int size() {
        return expiries.size();
    }

    private void trim(Instant now) {
        Iterator<Instant> oldest = expiries.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().isBefore(now) || expiries.size() > capacity) {
                oldest.remove();
            } else {
                return;
            }
        }
    }
}
