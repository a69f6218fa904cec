package io.smartcallcenter.notification.log;

import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Copies the source topics into the log. What cannot be read goes to the dead letters, once for the whole suite of replicas.
 * A crash between copy and commit copies again: the readers see that by {@link Origin} and drop the repetition, so the log
 * needs no transactions and no wait for their commits.
 */
final class LogWriter implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(250);
    /** How often it looks whether the sources are still the same topics. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Kafka kafka;
    private final LogSettings settings;
    private final DeadLetters deadLetters;
    private final EpochFence fence;
    private final Clock clock;
    private final Worker worker = new Worker("log-writer", this::copy);

    LogWriter(Kafka kafka, LogSettings settings, DeadLetters deadLetters, EpochFence fence, Clock clock) {
        this.kafka = kafka;
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.fence = fence;
        this.clock = clock;
    }

    void start() {
        worker.start();
    }

    /** What {@link #close()} will wait for begins now. */
    void end() {
        worker.end();
    }

    @Override
    public void close() {
        worker.close();
    }

    /** Runs until the end, or until Kafka fails: the worker then begins again from the committed offsets. */
    private void copy() throws ExecutionException, InterruptedException {
        try (Copies copies = new Copies(kafka.producer());
                Admin admin = kafka.admin();
                KafkaConsumer<String, Envelope<?>> consumer = kafka.groupMember()) {
            Places places = new Places(consumer, new LogTopic(admin, settings), settings.replay(), clock);
            consumer.subscribe(Kafka.SOURCES.stream().map(Topic::topicName).toList(), places);
            long looked = System.nanoTime();
            while (worker.running()) {
                ConsumerRecords<String, Envelope<?>> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    copy(records, copies, places);
                }
                if (!records.nextOffsets().isEmpty()) {
                    // without records, too: a topic may end with the mark of a transaction, and a starting reader waits
                    // for the end
                    consumer.commitAsync(places.named(records.nextOffsets()), null);
                }
                if (System.nanoTime() - looked > LOOK.toNanos()) {
                    looked = System.nanoTime();
                    if (places.madeAnew()) {
                        return;
                    }
                }
            }
            // of what was asked for asynchronously nothing is lost: closing waits for it
        }
    }

    private void copy(ConsumerRecords<String, Envelope<?>> records, Copies copies, Places places)
            throws ExecutionException, InterruptedException {
        Map<ConsumerRecord<String, Envelope<?>>, Future<RecordMetadata>> sent = new LinkedHashMap<>();
        for (ConsumerRecord<String, Envelope<?>> record : records) {
            if (record.value() == null || fence.drops(record)) {
                // a tombstone of a compacted topic (the key is gone, which no channel tells), or from a deposed owner
                continue;
            }
            if (record.value().data() instanceof Unknown unknown) {
                bury(record, unknown.reason());
                continue;
            }
            ProducerRecord<String, Envelope<?>> copy =
                    new ProducerRecord<>(settings.topic(), 0, record.key(), record.value());
            Origin.of(record, places.idOf(record.topic())).writeTo(copy.headers());
            if (copies.over()) {
                // why is said below
                break;
            }
            sent.put(record, copies.send(copy));
        }
        copies.flush();
        for (var copy : sent.entrySet()) {
            awaitCopied(copy.getKey(), copy.getValue());
        }
    }

    /** A log that takes no such record (its topic was made by hand) must not stop at it. */
    private void awaitCopied(ConsumerRecord<String, Envelope<?>> record, Future<RecordMetadata> copy)
            throws ExecutionException, InterruptedException {
        try {
            copy.get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw e;
            }
            bury(
                    record,
                    "too large for " + settings.topic() + ": " + e.getCause().getMessage());
        }
    }

    private void bury(ConsumerRecord<String, Envelope<?>> record, String reason) {
        deadLetters.send(record, reason).await().atMost(DeadLetters.PATIENCE.plusSeconds(1));
    }
}
