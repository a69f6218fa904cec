package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Alert.Severity;
import java.time.Duration;

/**
 * When an alert is raised and when it is cleared. Between the two thresholds an alert stays as it is.
 *
 * @param id lower-case letters, digits and hyphens
 * @param selector of the queue, the operator's interface, the node ({@code pbx1/ARI} for one link) or the consumer group
 * @param threshold in the unit of the kind; 1 if the kind has none
 * @param clearThreshold on the good side of the threshold, or equal
 * @param hold how long it must be bad before it is raised
 * @param clearHold how long it must be good before it is cleared
 * @param minCalls of {@link AlertKind#SERVICE_LEVEL_LOW}: with fewer calls today nothing is said; 0 for all other kinds
 * @param advice what to do; null = what the kind says
 */
public record AlertRule(
        String id,
        AlertKind kind,
        Selector selector,
        double threshold,
        double clearThreshold,
        Duration hold,
        Duration clearHold,
        int minCalls,
        Severity severity,
        boolean enabled,
        String advice) {

    public String adviceOrUsual() {
        return advice == null ? kind.advice() : advice;
    }
}
