package io.smartcallcenter.notification.webhook;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads the events of one webhook, a batch at once. The webhook is a group of its own: its place is Kafka's, and nobody waits for its
 * receiver but itself. While a batch is on its way the group's membership is kept, and nothing more is read.
 */
final class WebhookConsumer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(WebhookConsumer.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final long STAY_MS = 250;
    private static final int MOST_AT_ONCE = 100;

    private final KafkaConsumer<String, Envelope<?>> consumer;
    private final Instant since;
    private final Map<TopicPartition, Long> dealtWith = new HashMap<>();
    private boolean busy;

    /** @param since a partition that was never read begins here */
    WebhookConsumer(String bootstrapServers, String group, Set<Topic> topics, Instant since) {
        this.since = since;
        this.consumer = new KafkaConsumer<>(
                config(bootstrapServers, group), new StringDeserializer(), new EnvelopeDeserializer());
        consumer.subscribe(topics.stream().map(Topic::topicName).toList(), new Placement());
    }

    private static Map<String, Object> config(String bootstrapServers, String group) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrapServers);
        config.put("group.id", group);
        config.put("enable.auto.commit", false);
        // of the alerts: what their evaluator was killed with before it was finished was never said
        config.put("isolation.level", "read_committed");
        config.put("auto.offset.reset", "earliest");
        config.put("max.poll.records", MOST_AT_ONCE);
        config.put("session.timeout.ms", 6_000);
        config.put("heartbeat.interval.ms", 2_000);
        config.put("metadata.max.age.ms", 10_000);
        config.put("default.api.timeout.ms", 10_000);
        config.put("request.timeout.ms", 10_000);
        config.put("allow.auto.create.topics", false);
        return config;
    }

    ConsumerRecords<String, Envelope<?>> read() {
        return consumer.poll(POLL);
    }

    /** Stays in the group for a while, or until the work is done. */
    void stay(CompletableFuture<Void> work) throws InterruptedException {
        busy = true;
        consumer.pause(consumer.assignment());
        try {
            work.get(STAY_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException goesOn) {
            consumer.poll(Duration.ZERO);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** The records are dealt with. A partition that has gone to another replica is its affair: it sends them again. */
    void done(ConsumerRecords<String, Envelope<?>> records) {
        busy = false;
        records.forEach(
                record -> dealtWith.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
        goOn(consumer.assignment());
        consumer.resume(consumer.paused());
    }

    /**
     * Behind what was dealt with here, also when a partition was taken away and given back meanwhile and is read from its committed place again; but not before what
     * another replica has committed in between.
     */
    private void goOn(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        for (TopicPartition partition : partitions) {
            if (dealtWith.containsKey(partition)) {
                long place = Math.max(dealtWith.get(partition), consumer.position(partition));
                consumer.seek(partition, place);
                places.put(partition, new OffsetAndMetadata(place));
            }
        }
        try {
            consumer.commitSync(places);
        } catch (RebalanceInProgressException | CommitFailedException later) {
            LOG.debugf("What was dealt with is committed when the partitions are assigned: %s", later.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private final class Placement implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            if (busy) {
                consumer.pause(assigned);
            }
            Set<TopicPartition> fresh = new HashSet<>(assigned);
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(fresh);
            fresh.removeIf(partition -> committed.get(partition) != null);
            if (!fresh.isEmpty()) {
                // also a topic that was made anew: its offsets are others
                dealtWith.keySet().removeAll(fresh);
                place(fresh);
            }
            goOn(assigned);
        }

        private void place(Set<TopicPartition> fresh) {
            Map<TopicPartition, Long> times = new HashMap<>();
            fresh.forEach(partition -> times.put(partition, since.toEpochMilli()));
            // the ends first: what is written between the two questions is behind them
            Map<TopicPartition, Long> ends = consumer.endOffsets(fresh);
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
            Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
            for (TopicPartition partition : fresh) {
                OffsetAndTimestamp at = found.get(partition);
                long offset = at == null ? ends.get(partition) : at.offset();
                consumer.seek(partition, offset);
                places.put(partition, new OffsetAndMetadata(offset));
            }
            consumer.commitSync(places);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            // what is on its way and not committed is sent again if another replica is the next owner: receivers know
            // it by its id
        }
    }
}
