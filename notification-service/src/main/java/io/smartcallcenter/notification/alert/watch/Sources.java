package io.smartcallcenter.notification.alert.watch;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the evaluator reads beside the log: the newest states when it takes over, and how CDRs are compared. */
final class Sources implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<Topic> STATES = List.of(Topic.KPI_UPDATES, Topic.ASTERISK_STATE, Topic.ALERTS);

    private final String bootstrapServers;
    private final KafkaConsumer<String, Envelope<?>> cdrs;

    /** @param since milliseconds since 1970: CDR events begin here */
    Sources(String bootstrapServers, long since) {
        this.bootstrapServers = bootstrapServers;
        this.cdrs = reader();
        List<TopicPartition> partitions = partitions(cdrs, Topic.CDR_EVENTS);
        cdrs.assign(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since));
        // the ends first: what is written between the two questions is behind them
        Map<TopicPartition, Long> ends = cdrs.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> begins = cdrs.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp begin = begins.get(partition);
            cdrs.seek(partition, begin == null ? ends.get(partition) : begin.offset());
        }
    }

    /** What an owner that was killed did not finish was not said. */
    private KafkaConsumer<String, Envelope<?>> reader() {
        Map<String, Object> config = new HashMap<>(AlertLog.client(bootstrapServers));
        config.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(config, new StringDeserializer(), new EnvelopeDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, Topic topic) {
        return consumer.partitionsFor(topic.topicName()).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    /** The newest record of each key. */
    List<Envelope<?>> states() {
        Map<String, Envelope<?>> newest = new LinkedHashMap<>();
        try (KafkaConsumer<String, Envelope<?>> consumer = reader()) {
            List<TopicPartition> partitions = STATES.stream()
                    .flatMap(topic -> partitions(consumer, topic).stream())
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            toTheEnd(consumer, record -> {
                String key = record.topic() + "\n" + record.key();
                newest.remove(key);
                if (readable(record)) {
                    newest.put(key, record.value());
                }
            });
        }
        return List.copyOf(newest.values());
    }

    /** Those that are on the topic now. */
    List<Envelope<?>> cdrEvents() {
        List<Envelope<?>> events = new ArrayList<>();
        toTheEnd(cdrs, record -> {
            if (readable(record)) {
                events.add(record.value());
            }
        });
        return events;
    }

    /** Those that have come since, without waiting. */
    List<Envelope<?>> newCdrEvents() {
        List<Envelope<?>> events = new ArrayList<>();
        for (ConsumerRecord<String, Envelope<?>> record : cdrs.poll(Duration.ZERO)) {
            if (readable(record)) {
                events.add(record.value());
            }
        }
        return events;
    }

    private interface Taker {
        void take(ConsumerRecord<String, Envelope<?>> record);
    }

    private static void toTheEnd(KafkaConsumer<String, Envelope<?>> consumer, Taker taker) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(taker::take);
        }
    }

    static boolean readable(ConsumerRecord<String, Envelope<?>> record) {
        Envelope<?> value = record.value();
        return value != null && value.meta() != null && !(value.data() instanceof Unknown);
    }

    @Override
    public void close() {
        cdrs.close();
    }
}
