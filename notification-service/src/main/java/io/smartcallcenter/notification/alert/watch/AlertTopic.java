package io.smartcallcenter.notification.alert.watch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.OrderedWrites;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes to the topic {@code alerts} what people did about an alert, on any replica. Kafka is looked for at the first record, so that its
 * absence holds up no start.
 */
public final class AlertTopic implements AutoCloseable {

    private static final int PATIENCE_MS = 5_000;
    private static final String SOURCE = "/notification-service";

    private final String bootstrapServers;
    private KafkaProducer<String, Envelope<?>> producer;

    public AlertTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** @param id deterministic */
    public record Record(String id, Alert alert, Instant at) {

        ProducerRecord<String, Envelope<?>> toProducer() {
            Envelope<?> envelope = new Envelope<>(EventMeta.of(id, SOURCE, alert.key(), at), alert);
            return new ProducerRecord<>(Topic.ALERTS.topicName(), alert.recordKey(), envelope);
        }
    }

    /** Fails if Kafka does not take it within ten seconds. */
    public Uni<Void> publish(Record record) {
        return Uni.createFrom()
                .<Void>item(() -> {
                    try {
                        producer().send(record.toProducer()).get();
                        return null;
                    } catch (ExecutionException e) {
                        throw new IllegalStateException("Kafka did not take " + record.id(), e.getCause());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private synchronized KafkaProducer<String, Envelope<?>> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings(), new StringSerializer(), new EnvelopeSerializer());
        }
        return producer;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(OrderedWrites.SETTINGS);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("linger.ms", 0);
        settings.put("max.block.ms", PATIENCE_MS);
        settings.put("request.timeout.ms", PATIENCE_MS);
        settings.put("delivery.timeout.ms", 2 * PATIENCE_MS);
        return settings;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
