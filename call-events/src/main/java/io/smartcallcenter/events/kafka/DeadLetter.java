package io.smartcallcenter.events.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.Unknown;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The record that keeps what a consumer could not read or handle: its key and headers, with where it came from and the reason
 * in {@code dlq-*} headers. The value is byte for byte what came where it could not be read; a value that was read is written
 * anew, without the fields that this version does not know.
 */
public final class DeadLetter {

    private static final int CUT_KEY = 1_024;
    private static final int CUT_BYTES = 64 * 1024;
    private static final int CUT_REASON = 4_096;

    private DeadLetter() {}

    public static ProducerRecord<String, byte[]> of(
            ConsumerRecord<String, Envelope<?>> source, String service, String reason) {
        ProducerRecord<String, byte[]> letter = addressed(source, source.key(), raw(source.value()));
        source.headers().forEach(letter.headers()::add);
        describe(letter, source, service, reason);
        return letter;
    }

    /** The last resort for a record that is too large: the beginning of its key and value, none of its headers. */
    public static ProducerRecord<String, byte[]> cut(
            ConsumerRecord<String, Envelope<?>> source, String service, String reason) {
        byte[] value = raw(source.value());
        String key = source.key();
        ProducerRecord<String, byte[]> letter = addressed(
                source,
                key == null ? null : key.substring(0, Math.min(key.length(), CUT_KEY)),
                Arrays.copyOf(value, Math.min(value.length, CUT_BYTES)));
        describe(letter, source, service, reason);
        put(letter, "dlq-cut-from", Integer.toString(value.length));
        return letter;
    }

    private static ProducerRecord<String, byte[]> addressed(
            ConsumerRecord<String, Envelope<?>> source, String key, byte[] value) {
        return new ProducerRecord<>(source.topic() + Topic.DEAD_LETTER_SUFFIX, key, value);
    }

    private static void describe(
            ProducerRecord<String, byte[]> letter,
            ConsumerRecord<String, Envelope<?>> source,
            String service,
            String reason) {
        put(letter, "dlq-service", service);
        String why = reason == null ? "unknown" : reason;
        put(letter, "dlq-reason", why.substring(0, Math.min(why.length(), CUT_REASON)));
        put(letter, "dlq-topic", source.topic());
        put(letter, "dlq-partition", Integer.toString(source.partition()));
        put(letter, "dlq-offset", Long.toString(source.offset()));
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
