package io.smartcallcenter.notification.alert.watch;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The notification log as the evaluator reads it. Who owns its one partition in the group evaluates. Each term begins in the past:
 * nothing is committed.
 */
final class AlertLog implements AutoCloseable {

    static final String GROUP = "notification-alerts";

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, Envelope<?>> consumer;
    private final TopicPartition log;
    private final Duration replay;
    private final Clock clock;
    private int term;
    private boolean owned;
    private long present;

    AlertLog(String bootstrapServers, String topic, Duration replay, Clock clock) {
        this.log = new TopicPartition(topic, 0);
        this.replay = replay;
        this.clock = clock;
        Map<String, Object> config = new HashMap<>(client(bootstrapServers));
        config.put("group.id", GROUP);
        // who evaluates goes on when others come
        config.put("partition.assignment.strategy", StickyAssignor.class.getName());
        config.put("session.timeout.ms", 6_000);
        config.put("heartbeat.interval.ms", 2_000);
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new EnvelopeDeserializer());
        consumer.subscribe(List.of(topic), new Ownership());
    }

    static Map<String, Object> client(String bootstrapServers) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "max.poll.records",
                1_000,
                "metadata.max.age.ms",
                5_000,
                "default.api.timeout.ms",
                10_000,
                "request.timeout.ms",
                10_000,
                "allow.auto.create.topics",
                false);
    }

    ConsumerRecords<String, Envelope<?>> poll() {
        return consumer.poll(POLL);
    }

    /** Another number for each time that the partition comes to this replica; 0 = another replica has it. */
    int term() {
        return owned ? term : 0;
    }

    /** The end of the log when the term began: what is before has another evaluator seen, or nobody. */
    long present() {
        return present;
    }

    boolean inThePast() {
        return consumer.position(log) < present;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private final class Ownership implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            if (!assigned.contains(log)) {
                return;
            }
            long since = clock.millis() - replay.toMillis();
            // the end first: what is written between the two questions is behind it
            present = consumer.endOffsets(List.of(log)).get(log);
            OffsetAndTimestamp begin =
                    consumer.offsetsForTimes(Map.of(log, since)).get(log);
            consumer.seek(log, begin == null ? present : begin.offset());
            term++;
            owned = true;
        }

        /** Nothing is on its way: every alert is waited for. */
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            owned = owned && !revoked.contains(log);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            onPartitionsRevoked(lost);
        }
    }
}
