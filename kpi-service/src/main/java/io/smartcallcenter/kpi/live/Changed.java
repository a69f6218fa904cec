package io.smartcallcenter.kpi.live;

import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.RollUpKey.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The keys to be looked at, each with the time of the earliest event that changed it. Thread-safe. */
final class Changed {

    /** No event, but the passing of time or a state of others. */
    static final Instant NO_EVENT = Instant.MAX;

    private final Map<RollUpKey, Instant> since = new ConcurrentHashMap<>();

    void add(RollUpKey key, Instant event) {
        since.merge(key, event, (a, b) -> a.isBefore(b) ? a : b);
    }

    void add(Map<RollUpKey, Instant> keys) {
        keys.forEach(this::add);
    }

    void drop(Predicate<RollUpKey> unwanted) {
        since.keySet().removeIf(unwanted);
    }

    /** Taken before the roll-ups are read: a change that comes meanwhile is seen the next time. */
    Map<RollUpKey, Instant> take(Kind kind) {
        Map<RollUpKey, Instant> taken = new HashMap<>();
        for (RollUpKey key : since.keySet()) {
            if (key.kind() == kind) {
                taken.put(key, since.remove(key));
            }
        }
        return taken;
    }
}
