package io.smartcallcenter.notification.log;

import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Copies the source topics into the log. What cannot be read goes to the dead letters, once for the whole suite of replicas.
 * A crash between copy and commit copies again: the readers see that by {@link Origin} and drop the repetition, so the log
 * needs no transactions and no wait for their commits.
 */
final class LogWriter implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogWriter.class);
    private static final Duration POLL = Duration.ofMillis(250);

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
        try (KafkaProducer<String, Envelope<?>> producer = kafka.producer();
                KafkaConsumer<String, Envelope<?>> consumer = kafka.groupMember()) {
            List<String> topics = Kafka.SOURCES.stream().map(Topic::topicName).toList();
            consumer.subscribe(topics, new Placement(consumer));
            while (worker.running()) {
                ConsumerRecords<String, Envelope<?>> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    copy(records, producer);
                    consumer.commitAsync();
                }
            }
            consumer.commitSync();
        }
    }

    private void copy(ConsumerRecords<String, Envelope<?>> records, KafkaProducer<String, Envelope<?>> producer)
            throws ExecutionException, InterruptedException {
        Map<ConsumerRecord<String, Envelope<?>>, Future<RecordMetadata>> copies = new LinkedHashMap<>();
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
            Origin.of(record).writeTo(copy.headers());
            copies.put(record, producer.send(copy));
        }
        producer.flush();
        for (var copy : copies.entrySet()) {
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

    /** Where a partition begins that no replica has ever read: not at the beginning of a week. */
    private final class Placement implements ConsumerRebalanceListener {

        private final KafkaConsumer<String, Envelope<?>> consumer;

        Placement(KafkaConsumer<String, Envelope<?>> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            Set<TopicPartition> all = new HashSet<>(assigned);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(all);
            all.removeIf(partition -> committed.get(partition) != null);
            if (all.isEmpty()) {
                return;
            }
            Map<TopicPartition, Long> times = new HashMap<>();
            all.forEach(partition ->
                    times.put(partition, clock.millis() - settings.replay().toMillis()));
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
            for (TopicPartition partition : all) {
                OffsetAndTimestamp at = found.get(partition);
                long offset = at == null ? ends.get(partition) : at.offset();
                consumer.seek(partition, offset);
                places.put(partition, new OffsetAndMetadata(offset));
            }
            consumer.commitSync(places);
            LOG.infof(
                    "%d partitions were never read before: copying what is newer than %s",
                    all.size(), settings.replay());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            // what was copied and not committed is copied again by the next owner, and dropped by the readers
        }
    }
}
