package io.smartcallcenter.notification;

import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The test's own side of the topics. */
public final class Topics implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String bootstrap;
    private final KafkaProducer<String, Envelope<?>> producer;

    public Topics(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
                new StringSerializer(),
                new EnvelopeSerializer());
    }

    /** In this order, on one partition. */
    @SafeVarargs
    public final void send(Topic topic, String key, Envelope<? extends SccEvent>... events) {
        for (Envelope<?> event : events) {
            producer.send(new ProducerRecord<>(topic.topicName(), key, event));
        }
        producer.flush();
    }

    /** All records of a key, up to the first one that is wanted. */
    public List<Envelope<?>> awaitRecord(Topic topic, String key, Predicate<Envelope<?>> wanted) {
        List<Envelope<?>> found = new ArrayList<>();
        try (KafkaConsumer<String, Envelope<?>> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        UUID.randomUUID().toString(),
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new EnvelopeDeserializer())) {
            consumer.subscribe(List.of(topic.topicName()));
            await().pollInSameThread().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (key.equals(record.key()) && found.stream().noneMatch(wanted)) {
                        found.add(record.value());
                    }
                });
                return found.stream().anyMatch(wanted);
            });
        }
        return found;
    }

    /** All records of a key that are there now; null where it is gone. */
    public List<Envelope<?>> all(Topic topic, String key) {
        List<Envelope<?>> found = new ArrayList<>();
        try (KafkaConsumer<String, Envelope<?>> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new EnvelopeDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record.value());
                    }
                });
            }
        }
        return found;
    }

    @Override
    public void close() {
        producer.close();
    }
}
