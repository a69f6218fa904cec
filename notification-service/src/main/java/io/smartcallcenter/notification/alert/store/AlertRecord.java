package io.smartcallcenter.notification.alert.store;

import io.smartcallcenter.events.Alert;
import java.time.Instant;

/**
 * One time that an alert was open.
 *
 * @param id of this time; the key is that of all times
 * @param alert as it was raised, or changed since
 * @param acknowledgedBy null = nobody, and so {@code acknowledgedAt}
 * @param clearedAt null = it is open
 */
public record AlertRecord(
        String id,
        Alert.Raised alert,
        String source,
        Instant raisedAt,
        String acknowledgedBy,
        Instant acknowledgedAt,
        String note,
        Instant clearedAt) {

    public State state() {
        if (clearedAt != null) {
            return State.CLEARED;
        }
        return acknowledgedAt == null ? State.OPEN : State.ACKNOWLEDGED;
    }

    /** Each alert is in one. */
    public enum State {
        OPEN,
        ACKNOWLEDGED,
        CLEARED
    }
}
