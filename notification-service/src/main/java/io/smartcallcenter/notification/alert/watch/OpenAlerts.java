package io.smartcallcenter.notification.alert.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.notification.alert.AlertKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics {@code scc_alerts_open{kind,severity}}, told by the replica that evaluates, and {@code scc_alerts_evaluating}: which that is. */
final class OpenAlerts {

    private final MultiGauge gauge;
    private final AtomicInteger evaluating;
    private Map<Tags, Integer> told = Map.of();

    OpenAlerts(MeterRegistry meters) {
        this.gauge = MultiGauge.builder("scc.alerts.open")
                .description("Alerts that are open, silenced ones included")
                .register(meters);
        this.evaluating = meters.gauge("scc.alerts.evaluating", new AtomicInteger());
    }

    void tell(Iterable<Alert.Raised> open) {
        evaluating.set(1);
        Map<Tags, Integer> counts = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
        open.forEach(each -> counts.merge(
                Tags.of("kind", kind(each.key()), "severity", each.severity().name()), 1, Integer::sum));
        if (counts.equals(told)) {
            return;
        }
        told = counts;
        List<Row<?>> rows = new ArrayList<>();
        counts.forEach((tags, count) -> rows.add(Row.of(tags, count)));
        gauge.register(rows, true);
    }

    void tellNothing() {
        evaluating.set(0);
        told = Map.of();
        gauge.register(List.of(), true);
    }

    /** Of an alert without a rule: all but what it is about. */
    private static String kind(String key) {
        return AlertKind.ofKey(key)
                .map(AlertKind::label)
                .orElseGet(() -> key.lastIndexOf('/') < 0 ? key : key.substring(0, key.lastIndexOf('/')));
    }
}
