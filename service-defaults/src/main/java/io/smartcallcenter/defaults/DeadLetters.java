package io.smartcallcenter.defaults;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.DeadLetter;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Where a consumer puts a record that it can neither read nor handle, so that it stops nobody and is found again. */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final MutinyEmitter<byte[]> emitter;
    private final MeterRegistry meters;
    private final String service;

    DeadLetters(
            @Channel("dead-letters") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 10_000)
                    MutinyEmitter<byte[]> emitter,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.emitter = emitter;
        this.meters = meters;
        this.service = service;
    }

    /**
     * Writes the record to {@code <topic>.dlq}. Completes when Kafka has it; fails when Kafka is away, so that the caller
     * does not commit its offset.
     */
    public Uni<Void> send(ConsumerRecord<String, Envelope<?>> record, String reason) {
        ProducerRecord<String, byte[]> letter = DeadLetter.of(record, service, reason);
        meters.counter("scc.dead.letters", "topic", record.topic()).increment();
        LOG.warnf("Dead letter: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), reason);
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(letter.topic())
                .withKey(letter.key())
                .withHeaders(letter.headers())
                .build();
        return emitter.sendMessage(Message.of(letter.value()).addMetadata(metadata));
    }
}
