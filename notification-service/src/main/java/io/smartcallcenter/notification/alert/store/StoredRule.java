package io.smartcallcenter.notification.alert.store;

import io.smartcallcenter.notification.alert.AlertRule;
import java.time.Instant;

/**
 * A rule and who changed it.
 *
 * @param revision 0 = a default that nobody has changed
 * @param changedAt null at revision 0, as {@code changedBy}
 */
public record StoredRule(AlertRule rule, long revision, Instant changedAt, String changedBy) {

    public static StoredRule unchanged(AlertRule rule) {
        return new StoredRule(rule, 0, null, null);
    }
}
