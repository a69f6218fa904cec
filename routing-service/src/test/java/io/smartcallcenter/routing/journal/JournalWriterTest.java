package io.smartcallcenter.routing.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.reactivestreams.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.embedded.EmbeddedMongo;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class JournalWriterTest {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final List<String> letters = new CopyOnWriteArrayList<>();

    private static ConsumerRecord<String, Envelope<?>> record(long offset, Envelope<?> value) {
        return new ConsumerRecord<>("routing-events", 0, offset, "k", value);
    }

    private static Envelope<?> refusal(String decisionId) {
        return new Envelope<>(
                EventMeta.of(decisionId, "/asterisk/pbx1", "pbx1/1", Instant.parse("2026-11-23T09:00:00Z")),
                new CommandRefused("pbx1/1", decisionId, "route.queue", Refusal.FAILED, null));
    }

    private static JournalStore store(int port) {
        return store(port, "");
    }

    /** That soon notices that its database is away. */
    private static JournalStore impatient(int port) {
        return store(port, "/?serverSelectionTimeoutMS=200&connectTimeoutMS=200");
    }

    private static JournalStore store(int port, String options) {
        return new JournalStore(
                new ReactiveMongoClientImpl(MongoClients.create("mongodb://127.0.0.1:" + port + options)), "journal");
    }

    private JournalWriter writer(JournalStore store) {
        return new JournalWriter(store, this::keep, new EpochFence(new SimpleMeterRegistry()));
    }

    private Uni<Void> keep(ConsumerRecord<String, Envelope<?>> record, String reason) {
        letters.add(record.offset() + ": " + reason);
        return Uni.createFrom().voidItem();
    }

    private static List<JournalledDecision> all(JournalStore store) {
        return store.find(JournalQuery.of(null, null, null, null, null, null))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedForAndNothingIsLost() {
        EmbeddedMongo first = EmbeddedMongo.start(0);
        int port = first.port();
        first.close();
        AtomicInteger done = new AtomicInteger();
        JournalStore store = impatient(port);
        writer(store)
                .write(List.of(record(0, refusal("d1")), record(1, refusal("d2"))))
                .subscribe()
                .with(ok -> done.incrementAndGet());
        assertThat(done).hasValue(0);

        try (EmbeddedMongo back = EmbeddedMongo.start(port)) {
            await().atMost(PATIENCE).until(() -> done.get() == 1);
            assertThat(all(store(back.port())))
                    .extracting(JournalledDecision::decisionId)
                    .containsExactly("d2", "d1");
        }
        assertThat(letters).isEmpty();
    }

    @Test
    void whatCannotBeReadIsADeadLetterAndTheRestIsWritten() {
        try (EmbeddedMongo mongo = EmbeddedMongo.start(0)) {
            JournalStore store = store(mongo.port());
            writer(store)
                    .write(List.of(
                            record(7, null),
                            record(8, new Envelope<>(null, EventCodec.read(new byte[] {'{'}))),
                            record(9, refusal("d1"))))
                    .await()
                    .atMost(PATIENCE);

            assertThat(letters).hasSize(2).anyMatch(letter -> letter.startsWith("7: the record has no value"));
            assertThat(all(store)).extracting(JournalledDecision::decisionId).containsExactly("d1");
        }
    }
}
