package io.smartcallcenter.gateway.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record as it waits on disk: exactly what Kafka gets.
 *
 * @param headers texts, as all of the contract's are
 * @param value null for a tombstone
 * @param epochMs time of the event
 */
record Stored(String topic, String key, Map<String, String> headers, byte[] value, long epochMs) {

    private static final EnvelopeSerializer WRITER = new EnvelopeSerializer();
    private static final EnvelopeDeserializer READER = new EnvelopeDeserializer();
    private static final int OVERHEAD = 32;

    /** @throws IllegalStateException if the event cannot be written */
    static Stored of(ProducerRecord<String, Envelope<?>> record, Instant now) {
        Envelope<?> envelope = record.value();
        Headers headers = new RecordHeaders(record.headers());
        byte[] value = EventSerializer.write(WRITER, record.topic(), headers, envelope);
        Map<String, String> texts = new LinkedHashMap<>();
        for (Header header : headers) {
            texts.put(header.key(), new String(header.value(), UTF_8));
        }
        Instant time = envelope == null || envelope.meta() == null
                ? now
                : envelope.meta().time();
        return new Stored(record.topic(), record.key(), texts, value, time.toEpochMilli());
    }

    ProducerRecord<String, Envelope<?>> toRecord() {
        Headers kafka = new RecordHeaders();
        headers.forEach((name, text) -> kafka.add(name, text.getBytes(UTF_8)));
        Envelope<?> envelope = value == null ? null : READER.deserialize(topic, kafka, value);
        return new ProducerRecord<>(topic, null, key, envelope, kafka);
    }

    Instant time() {
        return Instant.ofEpochMilli(epochMs);
    }

    /** {@code /asterisk/<node>}, or empty for a tombstone. */
    String source() {
        return headers.getOrDefault("ce_source", "");
    }

    long epoch() {
        String epoch = headers.get("ce_sccepoch");
        return epoch == null ? 0 : Long.parseLong(epoch);
    }

    /** About how much room it takes. */
    int bytes() {
        int bytes = OVERHEAD + topic.length() + key.length() + (value == null ? 0 : value.length);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            bytes += header.getKey().length() + header.getValue().length() + 2;
        }
        return bytes;
    }
}
