package io.smartcallcenter.e2e.trace;

import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Published;
import io.smartcallcenter.gateway.normalize.Settings;
import io.smartcallcenter.gateway.normalize.Signal;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.ingest.Facts;
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.owner.Owner;
import io.smartcallcenter.kpi.query.Attribution;
import io.smartcallcenter.kpi.query.Grid;
import io.smartcallcenter.kpi.query.Interval;
import io.smartcallcenter.kpi.query.OperatorGroup;
import io.smartcallcenter.kpi.query.OperatorQuestion;
import io.smartcallcenter.kpi.query.OperatorRow;
import io.smartcallcenter.kpi.query.QueueQuestion;
import io.smartcallcenter.kpi.query.QueueRow;
import io.smartcallcenter.kpi.rollup.Touched;
import io.smartcallcenter.kpi.store.DayStore;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.QuarterFacts;
import io.smartcallcenter.kpi.store.Reports;
import io.smartcallcenter.kpi.store.RollUpStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The way of a signal from the gateway to the figures of the KPI service, without processes. */
final class KpiDatabase implements AutoCloseable {

    /** Figures by queue name and by operator interface. */
    record Figures(Map<String, QueueFigures> queues, Map<String, OperatorFigures> operators) {}

    private static final Set<Topic> CONSUMED = Set.of(Topic.CALL_EVENTS, Topic.AGENT_EVENTS, Topic.NODE_EVENTS);
    private static final int BATCH = 20;
    private static final Duration KEPT = Duration.ofDays(36_500);

    private final ReactiveMongoClientImpl client =
            new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    private final EnvelopeSerializer serializer = new EnvelopeSerializer();
    private final EnvelopeDeserializer deserializer = new EnvelopeDeserializer();

    Figures figuresOf(List<Signal> signals) {
        String database = TestDatabase.freshName();
        KpiStore store = new KpiStore(client, database);
        RollUpStore rollUps = new RollUpStore(client, database);
        await(store.prepare().chain(rollUps::prepare));
        Instant now = signals.get(signals.size() - 1).receivedAt();
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        Owner owner = new Owner(new QuarterFacts(store), new DayStore(rollUps), KEPT, clock, keys -> {}, tooOld -> {});
        project(new Projection(store), owner, events(signals));

        TimeRange range =
                new TimeRange(signals.get(0).receivedAt().minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)));
        Grid whole = new Grid(range, ZoneOffset.UTC, Interval.WHOLE);
        Reports reports = new Reports(rollUps, store, clock, Integer.MAX_VALUE);
        return new Figures(
                byName(
                        await(reports.queues(
                                        new QueueQuestion(whole, Set.of(), true, Policy.DEFAULT, Attribution.ARRIVAL)))
                                .rows(),
                        QueueRow::queue,
                        QueueRow::figures),
                byName(
                        await(reports.operators(new OperatorQuestion(
                                        whole, Set.of(), Set.of(), OperatorGroup.OPERATOR, Attribution.ARRIVAL)))
                                .rows(),
                        OperatorRow::iface,
                        OperatorRow::figures));
    }

    private List<Envelope<?>> events(List<Signal> signals) {
        Normalizer normalizer = new Normalizer("pbx1", 7, Settings.DEFAULTS);
        return signals.stream()
                .flatMap(signal -> normalizer.accept(signal).stream())
                .filter(published -> CONSUMED.contains(published.topic()))
                .<Envelope<?>>map(this::overTheWire)
                .toList();
    }

    private Envelope<?> overTheWire(Published published) {
        RecordHeaders headers = new RecordHeaders();
        String topic = published.topic().topicName();
        return deserializer.deserialize(topic, headers, serializer.serialize(topic, headers, published.envelope()));
    }

    private static void project(Projection projection, Owner owner, List<Envelope<?>> events) {
        for (int i = 0; i < events.size(); i += BATCH) {
            List<Contribution> facts = events.subList(i, Math.min(events.size(), i + BATCH)).stream()
                    .flatMap(event -> Facts.of(event).stream())
                    .toList();
            await(projection.write(facts).chain(() -> owner.roll(Touched.by(facts))));
        }
    }

    private static <R, T> Map<String, T> byName(List<R> rows, Function<R, String> name, Function<R, T> figures) {
        return rows.stream().collect(Collectors.toMap(name, figures, (a, b) -> a, TreeMap::new));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofMinutes(2));
    }

    @Override
    public void close() {
        client.close();
    }
}
