package io.smartcallcenter.kpi;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.kpi.ingest.Batches;
import io.smartcallcenter.kpi.ingest.IngestMeters;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.ingest.Returns;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.SlMode;
import io.smartcallcenter.kpi.rollup.TouchedTopic;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.Reports;
import io.smartcallcenter.kpi.store.RollUpStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Puts the plain classes together; they know nothing of the container. */
@ApplicationScoped
public class KpiParts {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Policy policy(KpiSettings settings) {
        SlMode mode = SlMode.ofWireName(settings.slMode())
                .orElseThrow(() -> new IllegalArgumentException("scc.kpi.sl-mode is unknown: " + settings.slMode()));
        return new Policy(settings.slThreshold(), mode, settings.shortAbandon());
    }

    /** The connection string is asked for by name: without it the service must not look for a database on its own host. */
    @Produces
    @Singleton
    KpiStore store(
            ReactiveMongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.connection-string") String connectionString) {
        return new KpiStore(client, KpiStore.DATABASE);
    }

    @Produces
    @Singleton
    Projection projection(KpiStore store) {
        return new Projection(store);
    }

    @Produces
    @Singleton
    IngestMeters ingestMeters(MeterRegistry meters) {
        return new IngestMeters(meters);
    }

    @Produces
    @Singleton
    Batches batches(
            Projection projection, KpiStore store, DeadLetters deadLetters, TouchedTopic touched, IngestMeters meters) {
        return new Batches(projection, new Returns(store), deadLetters::send, touched, meters);
    }

    @Produces
    @Singleton
    Reports reports(RollUpStore rollUps, KpiStore store, KpiSettings settings, Clock clock) {
        return new Reports(rollUps, store, clock, settings.reportLimit());
    }
}
