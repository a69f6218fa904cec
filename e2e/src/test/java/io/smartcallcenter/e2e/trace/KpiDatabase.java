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
import io.smartcallcenter.kpi.ingest.Projection;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.Reports;
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

    private final ReactiveMongoClientImpl client =
            new ReactiveMongoClientImpl(MongoClients.create(TestDatabase.server()));
    private final EnvelopeSerializer serializer = new EnvelopeSerializer();
    private final EnvelopeDeserializer deserializer = new EnvelopeDeserializer();

    Figures figuresOf(List<Signal> signals) {
        KpiStore store = new KpiStore(client, TestDatabase.freshName());
        await(store.prepare());
        project(new Projection(store), events(signals));

        TimeRange range = new TimeRange(
                signals.get(0).receivedAt().minus(Duration.ofHours(1)),
                signals.get(signals.size() - 1).receivedAt().plus(Duration.ofHours(1)));
        Instant now = signals.get(signals.size() - 1).receivedAt();
        Reports reports = new Reports(store, Clock.fixed(now, ZoneOffset.UTC));
        return new Figures(
                byName(await(reports.queues(range, Set.of(), Policy.DEFAULT)).queues(), QueueFigures::queue),
                byName(await(reports.operators(range, Set.of(), Set.of())).operators(), OperatorFigures::iface));
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

    private static void project(Projection projection, List<Envelope<?>> events) {
        for (int i = 0; i < events.size(); i += BATCH) {
            await(projection.apply(events.subList(i, Math.min(events.size(), i + BATCH))));
        }
    }

    private static <T> Map<String, T> byName(List<T> figures, Function<T, String> name) {
        return figures.stream().collect(Collectors.toMap(name, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        client.close();
    }
}
