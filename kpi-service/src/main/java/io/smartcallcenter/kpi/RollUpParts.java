package io.smartcallcenter.kpi;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.runtime.configuration.MemorySize;
import io.smartcallcenter.kpi.owner.KnownKeys;
import io.smartcallcenter.kpi.owner.Owner;
import io.smartcallcenter.kpi.owner.Rebuild;
import io.smartcallcenter.kpi.rollup.Rolled;
import io.smartcallcenter.kpi.rollup.TouchedTopic;
import io.smartcallcenter.kpi.store.DayStore;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.QuarterFacts;
import io.smartcallcenter.kpi.store.RebuildMarker;
import io.smartcallcenter.kpi.store.RollUpStore;
import io.smartcallcenter.kpi.store.StoredKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the plain classes of the roll-ups together. */
@ApplicationScoped
public class RollUpParts {

    /** An eighth for days of queues, two for those of operators. */
    private static final int HEAP_SHARE = 8;

    @Produces
    @Singleton
    RollUpStore rollUps(ReactiveMongoClient client, KpiSettings settings) {
        long bytes = settings.keptDays()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
        return new RollUpStore(client, KpiStore.DATABASE, bytes);
    }

    @Produces
    @Singleton
    KnownKeys knownKeys(KpiStore store, RollUpStore rollUps, Clock clock) {
        return new StoredKeys(store, rollUps, clock);
    }

    @Produces
    @Singleton
    Rebuild rebuild(KnownKeys known, TouchedTopic topic) {
        return new Rebuild(known, topic);
    }

    @Produces
    @Singleton
    RebuildMarker rebuildMarker(ReactiveMongoClient client) {
        return new RebuildMarker(client, KpiStore.DATABASE);
    }

    @Produces
    @Singleton
    Owner owner(
            KpiStore store,
            RollUpStore rollUps,
            RetentionSettings retention,
            Clock clock,
            Rolled rolled,
            MeterRegistry meters) {
        Counter tooOld = meters.counter("scc.kpi.rollups.too.old");
        return new Owner(
                new QuarterFacts(store), new DayStore(rollUps), retention.facts(), clock, rolled, tooOld::increment);
    }
}
