package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Alert.Severity;
import java.time.Duration;
import java.util.List;

/** The rules of a fresh system, one for each kind; in force until somebody stores another one of the same id. */
public final class DefaultRules {

    public static final List<AlertRule> ALL = List.of(
            rule(AlertKind.SERVICE_LEVEL_LOW, 80, 85, "PT5M", "PT2M", 20, Severity.WARNING),
            rule(AlertKind.LONGEST_WAIT, 120, 60, "PT0S", "PT10S", 0, Severity.WARNING),
            rule(AlertKind.NOBODY_AVAILABLE, 1, 1, "PT30S", "PT10S", 0, Severity.CRITICAL),
            rule(AlertKind.OPERATOR_AUTO_PAUSED, 1, 1, "PT0S", "PT0S", 0, Severity.WARNING),
            rule(AlertKind.MISSED_IN_ROW, 3, 3, "PT0S", "PT0S", 0, Severity.WARNING),
            rule(AlertKind.LINK_DOWN, 1, 1, "PT15S", "PT10S", 0, Severity.CRITICAL),
            rule(AlertKind.CDR_LAG, 300, 60, "PT0S", "PT30S", 0, Severity.WARNING),
            rule(AlertKind.KAFKA_LAG, 1_000, 100, "PT2M", "PT1M", 0, Severity.CRITICAL));

    private DefaultRules() {}

    public static boolean has(String id) {
        return ALL.stream().anyMatch(each -> each.id().equals(id));
    }

    private static AlertRule rule(
            AlertKind kind,
            double threshold,
            double clear,
            String hold,
            String clearHold,
            int calls,
            Severity severity) {
        return new AlertRule(
                kind.label(),
                kind,
                Selector.ALL,
                threshold,
                clear,
                Duration.parse(hold),
                Duration.parse(clearHold),
                calls,
                severity,
                true,
                null);
    }
}
