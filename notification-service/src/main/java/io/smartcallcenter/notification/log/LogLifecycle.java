package io.smartcallcenter.notification.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.notification.feed.Feed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts and ends the log's threads with the application. */
@ApplicationScoped
class LogLifecycle {

    private final LogWriter writer;
    private final LogReader reader;

    LogLifecycle(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            LogSettings settings,
            Feed feed,
            DeadLetters deadLetters,
            EpochFence fence,
            MeterRegistry meters) {
        Kafka kafka = new Kafka(bootstrapServers);
        this.writer = new LogWriter(kafka, settings, deadLetters, fence, Clock.systemUTC());
        this.reader = new LogReader(kafka, settings, feed, meters, Clock.systemUTC());
    }

    void start(@Observes StartupEvent event) {
        reader.start();
        writer.start();
    }

    /** Both at once: while Kafka is away each of them takes its time. */
    void stop(@Observes ShutdownEvent event) {
        writer.end();
        reader.end();
        writer.close();
        reader.close();
    }

    /** The feed of this replica. */
    @ApplicationScoped
    static class Feeds {

        @Produces
        @Singleton
        Feed feed(LogSettings settings) {
            return new Feed(new Feed.Bounds(settings.retained(), settings.retainedBytes(), settings.maxRecovered()));
        }
    }
}
