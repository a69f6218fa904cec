package io.smartcallcenter.notification.alert.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smartcallcenter.notification.alert.store.AlertSettings;
import io.smartcallcenter.notification.alert.store.RuleBook;
import io.smartcallcenter.notification.log.LogSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts and ends the evaluator with the application. */
@ApplicationScoped
class WatchLifecycle {

    private final AlertWatch watch;
    private final boolean enabled;

    WatchLifecycle(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            LogSettings log,
            AlertSettings settings,
            RuleBook rules,
            MeterRegistry meters,
            Clock clock) {
        this.enabled = settings.watch();
        this.watch =
                new AlertWatch(bootstrapServers, log.topic(), settings, rules::current, new OpenAlerts(meters), clock);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            watch.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (enabled) {
            watch.end();
            watch.close();
        }
    }

    /** The way to the topic. */
    @ApplicationScoped
    static class Topics {

        @Produces
        @Singleton
        AlertTopic topic(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
            return new AlertTopic(bootstrapServers);
        }

        void close(@Disposes AlertTopic topic) {
            topic.close();
        }
    }
}
