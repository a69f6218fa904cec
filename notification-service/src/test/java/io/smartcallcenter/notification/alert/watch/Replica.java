package io.smartcallcenter.notification.alert.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.notification.alert.DefaultRules;
import io.smartcallcenter.notification.alert.Rules;
import java.time.Clock;

/** What of a replica evaluates the rules. */
final class Replica implements AutoCloseable {

    final MeterRegistry meters = new SimpleMeterRegistry();
    private final AlertWatch watch;

    Replica(String bootstrapServers, Rules rules, Clock clock) {
        watch = new AlertWatch(
                bootstrapServers, WatchSettings.LOG, new WatchSettings(), () -> rules, new OpenAlerts(meters), clock);
        watch.start();
    }

    static Replica withDefaults(String bootstrapServers) {
        return new Replica(bootstrapServers, new Rules(DefaultRules.ALL), Clock.systemUTC());
    }

    /** Operators who have missed too much, as it tells. */
    double open() {
        return meters.find("scc.alerts.open").tag("kind", "missed-in-row").gauges().stream()
                .mapToDouble(each -> each.value())
                .sum();
    }

    double evaluating() {
        return meters.get("scc.alerts.evaluating").gauge().value();
    }

    @Override
    public void close() {
        watch.close();
    }
}
