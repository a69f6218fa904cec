package io.smartcallcenter.routing;

import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other side of the topics: the gateway that asks and reads. */
public final class KafkaSide implements AutoCloseable {

    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, Envelope<?>> consumer;
    private final List<ConsumerRecord<String, Envelope<?>>> seen = new ArrayList<>();

    /** Reads the topics from their beginning. */
    public KafkaSide(String bootstrapServers, String... topics) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.LINGER_MS_CONFIG, 0),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new EnvelopeDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            consumer.partitionsFor(topic).forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Of a gateway whose clock is ahead: it is in time however long a test's machine stands still. */
    public void send(String topic, String key, SccEvent event) {
        send(topic, key, event, Instant.now().plus(AHEAD));
    }

    /** @param sent the record's timestamp */
    public void send(String topic, String key, SccEvent event, Instant sent) {
        EventMeta meta = EventMeta.of("test/" + key, "/asterisk/pbx1", key, Instant.now());
        RecordHeaders headers = new RecordHeaders();
        byte[] value = new EnvelopeSerializer().serialize(topic, headers, new Envelope<>(meta, event));
        put(new ProducerRecord<>(topic, null, sent.toEpochMilli(), key, value, headers));
    }

    public void sendRaw(String topic, String key, byte[] value) {
        put(new ProducerRecord<>(topic, key, value));
    }

    private void put(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All records of this key so far. */
    public List<ConsumerRecord<String, Envelope<?>>> of(String topic, String key) {
        consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        return seen.stream()
                .filter(record -> record.topic().equals(topic) && key.equals(record.key()))
                .toList();
    }

    public ConsumerRecord<String, Envelope<?>> next(String topic, String key) {
        return next(topic, key, record -> true);
    }

    public ConsumerRecord<String, Envelope<?>> next(
            String topic, String key, Predicate<ConsumerRecord<String, Envelope<?>>> wanted) {
        return await("a record with key " + key + " on " + topic)
                .atMost(Duration.ofMinutes(3))
                .until(() -> of(topic, key).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
