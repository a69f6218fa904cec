package io.smartcallcenter.e2e.suite;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.stack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that stands on a topic now. */
public final class TopicReader {

    private static final EnvelopeDeserializer ENVELOPES = new EnvelopeDeserializer();

    private TopicReader() {}

    /** The records of all partitions, raw. */
    public static List<ConsumerRecord<String, byte[]>> records(LocalStack stack, String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafka().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return toTheEnd(consumer, consumer.endOffsets(partitions));
        }
    }

    /** The data of all records that the contract knows. */
    public static <T> List<T> events(LocalStack stack, String topic, Class<T> type) {
        return records(stack, topic).stream()
                .<Envelope<?>>map(record -> ENVELOPES.deserialize(topic, record.headers(), record.value()))
                .map(Envelope::data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static List<ConsumerRecord<String, byte[]>> toTheEnd(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        while (!atTheEnd(consumer, ends)) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    private static boolean atTheEnd(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        Set<Map.Entry<TopicPartition, Long>> all = ends.entrySet();
        return all.stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
