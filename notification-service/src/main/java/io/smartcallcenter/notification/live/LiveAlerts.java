package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The alerts that are open, and who looks after them. An alert is told from another one of its key by when it began; one that does not say
 * began when it was raised. So an acknowledgement is never taken for one of the next alert, wherever a replica begins to read.
 */
final class LiveAlerts {

    private static final int MAX = 5_000;

    private final Map<String, Alert.Raised> open = new Bounded<>(MAX);
    private final Map<String, Alert.Acknowledged> acknowledged = new Bounded<>(MAX);

    /** The newest record of a key. Those of an alert and of its acknowledgement come in any order. */
    void base(Alert alert, Instant at) {
        if (alert instanceof Alert.Raised raised) {
            raise(raised, at);
        } else if (alert instanceof Alert.Cleared) {
            open.remove(alert.key());
        } else if (alert instanceof Alert.Acknowledged by) {
            acknowledged.put(by.key(), by);
        }
    }

    /** What comes next. */
    void apply(Alert alert, Instant at) {
        if (alert instanceof Alert.Raised raised) {
            if (raise(raised, at) == null) {
                acknowledged.remove(raised.key());
            }
        } else if (alert instanceof Alert.Cleared) {
            open.remove(alert.key());
            acknowledged.remove(alert.key());
        } else if (alert instanceof Alert.Acknowledged by && isOfOpen(by)) {
            acknowledged.put(by.key(), by);
        }
    }

    /** @return as it was before; null if it was not open */
    private Alert.Raised raise(Alert.Raised raised, Instant at) {
        Alert.Raised known = open.get(raised.key());
        Instant since = raised.since() == null ? earlier(known, at) : raised.since();
        return open.put(raised.key(), raised.since(since));
    }

    /** The log is read from before the newest record, which is known already. */
    private static Instant earlier(Alert.Raised known, Instant at) {
        return known == null || at.isBefore(known.since()) ? at : known.since();
    }

    /** Each says since when. */
    List<Alert.Raised> open() {
        return List.copyOf(open.values());
    }

    /** Of those that are open. */
    List<Alert.Acknowledged> acknowledged() {
        return acknowledged.values().stream().filter(this::isOfOpen).toList();
    }

    private boolean isOfOpen(Alert.Acknowledged by) {
        Alert.Raised raised = open.get(by.key());
        return raised != null && by.isOf(raised.since());
    }
}
