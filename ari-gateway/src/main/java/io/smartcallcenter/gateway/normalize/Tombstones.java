package io.smartcallcenter.gateway.normalize;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names of channels and calls that ended a short while ago: late or repeated frames must not open them again. */
final class Tombstones {

    private final Map<String, Instant> buried = new LinkedHashMap<>();
    private final Duration life;

    Tombstones(Duration life) {
        this.life = life;
    }

    void bury(String id, Instant receivedAt) {
        buried.put(id, receivedAt.plus(life));
    }

    boolean covers(String id) {
        return buried.containsKey(id);
    }

    void advanceTo(Instant now) {
        Iterator<Instant> deadlines = buried.values().iterator();
        while (deadlines.hasNext() && !deadlines.next().isAfter(now)) {
            deadlines.remove();
        }
    }

    int size() {
        return buried.size();
    }
}
