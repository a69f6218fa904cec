package io.smartcallcenter.notification.alert.store;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.intake.Attempts;
import io.smartcallcenter.defaults.intake.Intake;
import io.smartcallcenter.defaults.intake.MongoContent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.notification.NotificationDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Writes the topic into the history. It waits for a database that is away; alerts do not. */
@ApplicationScoped
public class AlertHistory {

    private static final Logger LOG = Logger.getLogger(AlertHistory.class);

    private final AlertStore store;
    private final Intake<Envelope<?>> intake;

    AlertHistory(AlertStore store, DeadLetters deadLetters) {
        this.store = store;
        this.intake = new Intake<>(Optional::of, store::keep, MongoContent::refused, deadLetters::send);
    }

    @Incoming("alert-history")
    Uni<Void> keep(ConsumerRecords<String, Envelope<?>> records) {
        List<ConsumerRecord<String, Envelope<?>>> alerts = new ArrayList<>();
        for (ConsumerRecord<String, Envelope<?>> record : records) {
            if (record.value() != null) {
                alerts.add(record);
            }
        }
        return intake.handle(alerts);
    }

    void start(@Observes StartupEvent started) {
        Attempts.untilDone("create the indexes of alerts", store::prepare)
                .subscribe()
                .with(done -> LOG.debug("Indexes of alerts are there"), failure -> LOG.error("No indexes", failure));
    }

    /** The store of this replica. */
    @ApplicationScoped
    static class Stores {

        @Produces
        @Singleton
        AlertStore store(ReactiveMongoClient client, AlertSettings settings) {
            return new AlertStore(client, NotificationDatabase.NAME, settings.history());
        }
    }
}
