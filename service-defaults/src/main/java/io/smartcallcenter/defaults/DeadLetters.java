package io.smartcallcenter.defaults;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.DeadLetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/** Where a consumer puts a record that it can neither read nor handle, so that it stops nobody and is found again. */
@ApplicationScoped
public class DeadLetters {

    /** After this an attempt to write a letter has failed. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

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
     * Writes the record to {@code <topic>.dlq}, within {@link #PATIENCE}. A letter that is too large for that topic is cut. One
     * that Kafka will never take is logged and counted, and counts as sent: the record is still where it came from.
     *
     * @return completes when Kafka has the letter; fails when Kafka is away, so that the caller does not commit the offset
     */
    public Uni<Void> send(ConsumerRecord<String, Envelope<?>> record, String reason) {
        meters.counter("scc.dead.letters", "topic", record.topic()).increment();
        LOG.warnf("Dead letter: %s-%d@%d: %s", record.topic(), record.partition(), record.offset(), reason);
        return write(DeadLetter.of(record, service, reason))
                .onFailure(RecordTooLargeException.class)
                .recoverWithUni(tooLarge -> write(DeadLetter.cut(record, service, reason)))
                .onFailure(DeadLetters::forEver)
                .recoverWithUni(refused -> lost(record, refused))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private Uni<Void> write(ProducerRecord<String, byte[]> letter) {
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(letter.topic())
                .withKey(letter.key())
                .withHeaders(letter.headers())
                .build();
        return emitter.sendMessage(Message.of(letter.value()).addMetadata(metadata));
    }

    /** Kafka has answered, and would answer the same again. */
    private static boolean forEver(Throwable failure) {
        return failure instanceof ApiException && !(failure instanceof RetriableException);
    }

    private Uni<Void> lost(ConsumerRecord<String, Envelope<?>> record, Throwable refused) {
        meters.counter("scc.dead.letters.lost", "topic", record.topic()).increment();
        LOG.errorf(
                "Kafka refuses the dead letter of %s-%d@%d: %s",
                record.topic(), record.partition(), record.offset(), refused);
        return Uni.createFrom().voidItem();
    }
}
