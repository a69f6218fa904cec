package io.smartcallcenter.kpi;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smartcallcenter.kpi.history.Histories;
import io.smartcallcenter.kpi.history.Timelines;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.note.Notes;
import io.smartcallcenter.kpi.privacy.Erasures;
import io.smartcallcenter.kpi.store.AuditStore;
import io.smartcallcenter.kpi.store.CallStore;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.NoteStore;
import io.smartcallcenter.kpi.store.Retention;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the plain classes of calls together, as {@link KpiParts} does with those of figures. */
@ApplicationScoped
public class CallParts {

    @Produces
    @Singleton
    CallStore calls(ReactiveMongoClient client) {
        return new CallStore(client, KpiStore.DATABASE);
    }

    @Produces
    @Singleton
    NoteStore noteStore(ReactiveMongoClient client) {
        return new NoteStore(client, KpiStore.DATABASE);
    }

    @Produces
    @Singleton
    AuditStore audit(ReactiveMongoClient client) {
        return new AuditStore(client, KpiStore.DATABASE);
    }

    @Produces
    @Singleton
    Retention retention(ReactiveMongoClient client, RetentionSettings settings, Clock clock) {
        return new Retention(client, KpiStore.DATABASE, settings, clock);
    }

    @Produces
    @Singleton
    Histories histories(CallStore calls) {
        return new Histories(calls);
    }

    @Produces
    @Singleton
    Timelines timelines(CallStore calls) {
        return new Timelines(calls);
    }

    @Produces
    @Singleton
    Notes notes(CallStore calls, NoteStore notes, Clock clock) {
        return new Notes(calls, notes, clock);
    }

    @Produces
    @Singleton
    Erasures erasures(CallStore calls, NoteStore notes, AuditStore audit, Projection projection, Clock clock) {
        return new Erasures(calls, notes, audit, projection, clock);
    }
}
