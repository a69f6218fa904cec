package io.smartcallcenter.events.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.Unknown;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The record that keeps what a consumer could not read or handle: its key and headers, with where it came from and the reason
 * in {@code dlq-*} headers. The value is byte for byte what came where it could not be read; a value that was read is written
 * anew, without the fields that this version does not know.
 */
public final class DeadLetter {

    private DeadLetter() {}

    public static ProducerRecord<String, byte[]> of(
            ConsumerRecord<String, Envelope<?>> source, String service, String reason) {
        byte[] value = raw(source.value());
        ProducerRecord<String, byte[]> letter =
                new ProducerRecord<>(source.topic() + Topic.DEAD_LETTER_SUFFIX, source.key(), value);
        source.headers().forEach(letter.headers()::add);
        put(letter, "dlq-service", service);
        put(letter, "dlq-reason", reason == null ? "unknown" : reason);
        put(letter, "dlq-topic", source.topic());
        put(letter, "dlq-partition", Integer.toString(source.partition()));
        put(letter, "dlq-offset", Long.toString(source.offset()));
        return letter;
    }

    /** A record without a value never reaches the deserializer: Kafka hands out null. */
    private static byte[] raw(Envelope<?> envelope) {
        if (envelope == null) {
            return new byte[0];
        }
        return envelope.data() instanceof Unknown unknown ? unknown.raw() : EventCodec.write(envelope.data());
    }

    private static void put(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(UTF_8));
    }
}
