package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Alert;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Where every alert stands, by key.
 *
 * @param watches immutable
 */
public record Board(Map<String, Watch> watches) {

    public static final Board EMPTY = new Board(Map.of());

    public Board {
        watches = Map.copyOf(watches);
    }

    /**
     * One alert that is open or could become so.
     *
     * @param badSince null = it is not bad
     * @param goodSince null = it is not good; between the thresholds both are null
     * @param open as it was published; null = it is not
     */
    record Watch(Instant badSince, Instant goodSince, Alert.Raised open) {

        static final Watch QUIET = new Watch(null, null, null);

        boolean forgettable() {
            return badSince == null && open == null;
        }
    }

    /** With what the topic says of an alert: the newest word on a key. What no rule raises is not ours. */
    public Board with(Alert alert) {
        if (AlertKind.ofKey(alert.key()).isEmpty()) {
            return this;
        }
        Map<String, Watch> next = new HashMap<>(watches);
        if (alert instanceof Alert.Raised raised) {
            next.put(alert.key(), new Watch(null, null, raised));
        } else if (alert instanceof Alert.Cleared) {
            next.remove(alert.key());
        }
        return new Board(next);
    }

    /** The alerts that are open. */
    public Iterable<Alert.Raised> open() {
        return watches.values().stream()
                .map(Watch::open)
                .filter(open -> open != null)
                .toList();
    }
}
