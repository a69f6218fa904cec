package io.smartcallcenter.notification.alert.watch;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.OrderedWrites;
import io.smartcallcenter.events.kafka.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The way to the topic {@code alerts} of the replica that evaluates, for one term. Whoever opens it shuts out who had it before: Kafka
 * refuses what that one sends from then on, however long it was frozen (the epoch of a transactional id). Who reads alerts reads committed
 * records only: what a killed owner did not finish was never said.
 */
final class FencedAlerts implements AutoCloseable {

    static final String TRANSACTIONAL_ID = "notification-alerts";

    private static final int PATIENCE_MS = 10_000;

    private final KafkaProducer<String, Envelope<?>> producer;

    /** Returns when nobody else can write; fails with a {@link org.apache.kafka.common.KafkaException}, as all here does. */
    FencedAlerts(String bootstrapServers) {
        producer = new KafkaProducer<>(settings(bootstrapServers), new StringSerializer(), new EnvelopeSerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    private static Map<String, Object> settings(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>(OrderedWrites.SETTINGS);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("transactional.id", TRANSACTIONAL_ID);
        settings.put("linger.ms", 0);
        settings.put("transaction.timeout.ms", PATIENCE_MS);
        settings.put("max.block.ms", PATIENCE_MS);
        settings.put("request.timeout.ms", PATIENCE_MS / 2);
        settings.put("delivery.timeout.ms", PATIENCE_MS);
        return settings;
    }

    /**
     * In their order; returns when Kafka has all of them.
     *
     * @param gone record keys whose records are no more
     */
    void write(List<AlertTopic.Record> records, List<String> gone) {
        if (records.isEmpty() && gone.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        records.forEach(record -> producer.send(record.toProducer()));
        gone.forEach(key -> producer.send(new ProducerRecord<>(Topic.ALERTS.topicName(), key, null)));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
