package io.smartcallcenter.kpi.store;

import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.ingest.Facts;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.owner.Owner;
import io.smartcallcenter.kpi.rollup.Touched;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A database that events are written to and rolled up in, without Kafka between the two. */
public final class RolledEvents {

    private final KpiStore store;
    private final RollUpStore rollUps;
    private final Clock clock;
    private final Owner owner;

    public RolledEvents(ReactiveMongoClient client, String database, Clock clock) {
        this.store = new KpiStore(client, database);
        this.rollUps = new RollUpStore(client, database);
        this.clock = clock;
        this.owner = new Owner(
                new QuarterFacts(store), new DayStore(rollUps), Duration.ofDays(400), clock, keys -> {}, old -> {});
    }

    public Uni<Void> apply(List<Envelope<?>> events) {
        List<Contribution> facts =
                events.stream().flatMap(event -> Facts.of(event).stream()).toList();
        return new Projection(store).write(facts).chain(() -> owner.roll(Touched.by(facts)));
    }

    public Uni<Void> prepare() {
        return store.prepare().chain(rollUps::prepare);
    }

    public KpiStore store() {
        return store;
    }

    public Reports reports(int limit) {
        return new Reports(rollUps, store, clock, limit);
    }
}
