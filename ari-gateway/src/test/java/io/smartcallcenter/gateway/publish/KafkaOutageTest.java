package io.smartcallcenter.gateway.publish;

import static io.smartcallcenter.gateway.publish.TestEvents.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker goes away and comes back, and the gateway with it. */
class KafkaOutageTest {

    private static final int KEYS = 20;

    private static EmbeddedKafka kafka;

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private EventPublisher publisher;

    @BeforeAll
    static void startKafka() {
        kafka = EmbeddedKafka.start(0);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void everyEventArrivesInTheOrderOfItsKeyOverOutageAndRestart() {
        Map<TopicPartition, Long> begin = ends();
        start();
        publish(0, 2_000);
        await().until(() -> publisher.depth() == 0 && publisher.kafkaUp());

        kafka.stop();
        publish(2_000, 6_000);
        await().until(() -> !publisher.kafkaUp() && disk() == 4_000);
        // The gateway is started anew while Kafka is away.
        publisher.close(Duration.ofMillis(100));
        start();
        publish(6_000, 8_000);
        await().until(() -> disk() == 6_000);
        kafka.start();
        publish(8_000, 9_000);
        await().atMost(Duration.ofMinutes(3)).until(() -> publisher.caughtUp() && publisher.depth() == 0);
        publish(9_000, 10_000);
        await().until(() -> publisher.depth() == 0);

        Map<String, List<Long>> byKey = read(begin);
        assertThat(byKey).hasSize(KEYS);
        byKey.forEach((key, numbers) -> {
            int offset = Integer.parseInt(key);
            // A record whose acknowledgement was lost with the first process may come twice: what counts is its first
            // place.
            assertThat(new ArrayList<>(new LinkedHashSet<>(numbers)))
                    .isEqualTo(IntStream.range(0, 10_000 / KEYS)
                            .mapToObj(i -> (long) i * KEYS + offset)
                            .toList());
        });
        assertThat(meters.counter("scc.publish.lost").count()).isZero();
        assertThat(directory).isEmptyDirectory();
    }

    private void start() {
        publisher = new EventPublisher(
                new PublisherSettings(20_000, Duration.ofSeconds(1), TestEvents.bounds(directory, 100_000)),
                () -> EventProducer.open(Map.of("bootstrap.servers", kafka.bootstrapServers())),
                source -> 0,
                meters);
        publisher.start();
    }

    private void publish(int from, int to) {
        IntStream.range(from, to)
                .forEach(number -> publisher.publish(
                        List.of(event(number, Topic.CALL_EVENTS, Integer.toString(number % KEYS), 7))));
    }

    /** The gauge of the publisher that runs now; the registry keeps the first one. */
    private long disk() {
        return publisher.depth();
    }

    private static Map<TopicPartition, Long> ends() {
        try (KafkaConsumer<String, Envelope<?>> consumer = consumer()) {
            return new HashMap<>(consumer.endOffsets(partitions()));
        }
    }

    private static Map<String, List<Long>> read(Map<TopicPartition, Long> begin) {
        Map<String, List<Long>> byKey = new HashMap<>();
        try (KafkaConsumer<String, Envelope<?>> consumer = consumer()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions());
            consumer.assign(ends.keySet());
            begin.forEach(consumer::seek);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, Envelope<?>> record : consumer.poll(Duration.ofMillis(200))) {
                    byKey.computeIfAbsent(record.key(), key -> new ArrayList<>())
                            .add(record.value().meta().seq());
                }
            }
        }
        return byKey;
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, EmbeddedKafka.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(Topic.CALL_EVENTS.topicName(), partition))
                .toList();
    }

    private static KafkaConsumer<String, Envelope<?>> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new EnvelopeDeserializer());
    }
}
