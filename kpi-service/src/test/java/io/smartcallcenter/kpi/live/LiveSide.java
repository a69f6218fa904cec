package io.smartcallcenter.kpi.live;

import com.mongodb.reactivestreams.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.EmbeddedMongo;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.ingest.Facts;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.owner.Owner;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Rolled;
import io.smartcallcenter.kpi.rollup.Touched;
import io.smartcallcenter.kpi.store.DayStore;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.QuarterFacts;
import io.smartcallcenter.kpi.store.Reports;
import io.smartcallcenter.kpi.store.RollUpStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The live figures of one or more replicas over a database: events go in, and what is published is kept. */
final class LiveSide implements AutoCloseable {

    /** The newest record of each key, as a compacted topic has it. */
    final Map<String, KpiUpdate> topic = new HashMap<>();

    final List<String> sent = new ArrayList<>();
    final Set<RollUpKey> askedToLookAgain = new HashSet<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Reports reports;
    final OperatorsNow operatorsNow;
    final TodaysFigures figures;
    final Today today;
    Instant now;
    boolean kafkaAway;

    private final EmbeddedMongo mongo = EmbeddedMongo.start(0);
    private final ReactiveMongoClientImpl client =
            new ReactiveMongoClientImpl(MongoClients.create(mongo.connectionString()));
    final KpiStore store = new KpiStore(client, "kpi");
    private final RollUpStore rollUps = new RollUpStore(client, "kpi");
    private final List<LiveFigures> replicas = new ArrayList<>();
    private final Owner owner;

    LiveSide(Instant now) {
        this.now = now;
        InstantSource source = () -> this.now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        this.reports = new Reports(rollUps, store, clock, Integer.MAX_VALUE);
        this.operatorsNow = new OperatorsNow(rollUps, store, clock);
        this.today = new Today(ZoneOffset.UTC, clock);
        this.figures = new TodaysFigures(reports, today, Policy.DEFAULT);
        Rolled all = keys -> replicas.forEach(each -> each.rolled(keys));
        this.owner =
                new Owner(new QuarterFacts(store), new DayStore(rollUps), Duration.ofDays(400), clock, all, old -> {});
    }

    LiveFigures replica(Predicate<RollUpKey> owned) {
        Clock clock = today.clock();
        LiveFigures replica = new LiveFigures(
                figures,
                operatorsNow,
                owned,
                announcements,
                new FiguresGauges(meters, clock),
                new LiveMeters(meters, clock));
        replicas.add(replica);
        return replica;
    }

    final Announcements announcements = new Announcements() {
        @Override
        public Uni<Void> figures(RollUpKey key, KpiUpdate update) {
            if (kafkaAway) {
                return Uni.createFrom().failure(new IllegalStateException("Kafka is away"));
            }
            topic.put(key.text(), update);
            sent.add(key.text());
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> lookAgain(Set<RollUpKey> keys) {
            askedToLookAgain.addAll(keys);
            return Uni.createFrom().voidItem();
        }
    };

    /** Written, rolled up, and told to the replicas. */
    void happened(List<? extends Envelope<?>> events) {
        List<Contribution> facts =
                events.stream().flatMap(event -> Facts.of(event).stream()).toList();
        result(new Projection(store).write(facts));
        result(owner.roll(Touched.by(facts)));
    }

    KpiUpdate.Queue queue(String name) {
        return (KpiUpdate.Queue) topic.get("queue/" + name);
    }

    KpiUpdate.Operator operator(String iface) {
        return (KpiUpdate.Operator) topic.get("operator/" + iface);
    }

    double gauge(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }

    static <T> T result(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(3));
    }

    @Override
    public void close() {
        client.close();
        mongo.close();
    }
}
