package io.smartcallcenter.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaTest {

    private static final String TOPIC = Topic.CALL_EVENTS.topicName();

    @Test
    void hasEveryTopicOfTheSuiteAndItsDeadLetterTopic() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            Set<String> names = admin.listTopics().names().get();

            assertThat(names)
                    .containsAll(Stream.of(Topic.values())
                            .flatMap(topic -> Stream.of(topic.topicName(), topic.deadLetterName()))
                            .toList());
            assertThat(admin.describeTopics(List.of(TOPIC))
                            .allTopicNames()
                            .get()
                            .get(TOPIC)
                            .partitions())
                    .hasSize(EmbeddedKafka.PARTITIONS);
        }
    }

    @Test
    void comesBackOnTheSamePortWithTheSameRecordsAndTheSameClientsGoOn() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0);
                KafkaProducer<String, String> producer = producer(kafka);
                KafkaConsumer<String, String> consumer = consumer(kafka)) {
            producer.send(new ProducerRecord<>(TOPIC, "k", "before")).get();
            assertThat(poll(consumer, 1)).containsExactly("before");
            // who has to join the group again goes on from there
            consumer.commitSync();

            kafka.stop();
            // send() itself waits while no broker is there: these clients then forget the topics they knew (KIP-899)
            var pending = CompletableFuture.supplyAsync(
                    () -> producer.send(new ProducerRecord<>(TOPIC, "k", "while it was away")));
            kafka.start();

            pending.get().get();
            assertThat(poll(consumer, 1)).containsExactly("while it was away");
            try (KafkaConsumer<String, String> late = consumer(kafka)) {
                assertThat(poll(late, 2)).containsExactly("before", "while it was away");
            }
        }
    }

    private static List<String> poll(KafkaConsumer<String, String> consumer, int count) {
        List<String> values = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (values.size() < count && System.nanoTime() < end) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
        }
        return values;
    }

    private static KafkaProducer<String, String> producer(EmbeddedKafka kafka) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()), new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(EmbeddedKafka kafka) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.bootstrapServers(),
                        "group.id",
                        "test-" + System.nanoTime(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of(TOPIC));
        return consumer;
    }
}
