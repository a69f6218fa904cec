package io.smartcallcenter.kpi.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.reactivestreams.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.EmbeddedMongo;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Touch;
import io.smartcallcenter.kpi.store.KpiStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class BatchesTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");
    private static final TimeRange HOUR = new TimeRange(START, START.plusSeconds(3600));

    private final Story story = new Story(START);
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private final List<Map<RollUpKey, Touch>> touched = new CopyOnWriteArrayList<>();

    private static List<ConsumerRecord<String, Envelope<?>>> records(List<? extends Envelope<?>> events) {
        List<ConsumerRecord<String, Envelope<?>>> records = new ArrayList<>();
        events.forEach(event -> records.add(new ConsumerRecord<>("call-events", 0, records.size(), "k", event)));
        return records;
    }

    private Batches batches(KpiStore store) {
        return new Batches(
                new Projection(store),
                new Returns(store),
                this::keep,
                this::touch,
                new IngestMeters(new SimpleMeterRegistry()));
    }

    private Uni<Void> keep(ConsumerRecord<String, Envelope<?>> record, String reason) {
        letters.add(record.offset() + ": " + reason);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> touch(Map<RollUpKey, Touch> keys) {
        touched.add(keys);
        return Uni.createFrom().voidItem();
    }

    private static KpiStore store(int port) {
        return store(port, "");
    }

    /** That soon notices that its database is away. */
    private static KpiStore impatient(int port) {
        return store(port, "/?serverSelectionTimeoutMS=200&connectTimeoutMS=200");
    }

    private static KpiStore store(int port, String options) {
        return new KpiStore(
                new ReactiveMongoClientImpl(MongoClients.create("mongodb://127.0.0.1:" + port + options)), "kpi");
    }

    @Test
    void whatCannotBeReadOrCannotBeTrueBecomesADeadLetterAndTheRestIsCounted() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(0)) {
            KpiStore store = store(mongo.port());
            story.left(0, "bad", "bad", "support", EntryOutcome.ABANDONED, Long.MAX_VALUE)
                    .missedThenAnswered("c", "support", 0);
            List<ConsumerRecord<String, Envelope<?>>> records = records(story.events);
            records.add(0, new ConsumerRecord<>("call-events", 0, 77, "k", null));
            records.add(
                    0,
                    new ConsumerRecord<>(
                            "call-events", 0, 78, "k", new Envelope<>(null, EventCodec.read(new byte[] {'{'}))));

            batches(store).handle(records).await().atMost(Duration.ofMinutes(3));

            assertThat(letters).hasSize(3).anyMatch(letter -> letter.startsWith("77: the record has no value"));
            assertThat(letters).anyMatch(letter -> letter.startsWith("0: waitMs is not the duration"));
            assertThat(store.entries(HOUR, Set.of()).await().atMost(Duration.ofMinutes(3)))
                    .hasSize(1);
        }
    }

    @Test
    void whileTheDatabaseIsAwayTheBatchIsKeptAndWrittenWhenItIsBack() throws Exception {
        int port;
        try (EmbeddedMongo mongo = EmbeddedMongo.start(0)) {
            port = mongo.port();
        }
        KpiStore store = impatient(port);
        story.missedThenAnswered("c", "support", 0);
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger failures = new AtomicInteger();

        batches(store)
                .handle(records(story.events))
                .subscribe()
                .with(written -> done.set(true), failure -> failures.incrementAndGet());

        assertThat(done).isFalse();
        try (EmbeddedMongo mongo = EmbeddedMongo.start(port)) {
            await().atMost(Duration.ofMinutes(3)).untilTrue(done);
            assertThat(store(mongo.port()).entries(HOUR, Set.of()).await().atMost(Duration.ofMinutes(3)))
                    .hasSize(1);
        }
        assertThat(failures).hasValue(0);
        assertThat(letters).isEmpty();
        assertThat(touched).singleElement().satisfies(touch -> assertThat(touch)
                .containsOnlyKeys(
                        RollUpKey.queue("support"),
                        RollUpKey.operator("PJSIP/0001"),
                        RollUpKey.operator("PJSIP/0002")));
    }

    @Test
    void aDeadLetterThatKafkaDoesNotTakeIsSentAgain() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(0)) {
            AtomicInteger attempts = new AtomicInteger();
            KpiStore store = store(mongo.port());
            Batches batches = new Batches(
                    new Projection(store),
                    new Returns(store),
                    (record, reason) -> attempts.incrementAndGet() < 3
                            ? Uni.createFrom().failure(new IllegalStateException("Kafka is away"))
                            : keep(record, reason),
                    this::touch,
                    new IngestMeters(new SimpleMeterRegistry()));
            List<ConsumerRecord<String, Envelope<?>>> records = List.of(new ConsumerRecord<>(
                    "call-events", 0, 5, "k", new Envelope<>(null, EventCodec.read("{}".getBytes()))));

            batches.handle(records).await().atMost(Duration.ofMinutes(3));

            assertThat(letters).hasSize(1);
            assertThat(attempts).hasValue(3);
        }
    }
}
