package io.smartcallcenter.events.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Never throws: a poison record must stop nobody. What cannot be read arrives as {@link Unknown} with the raw bytes.
 */
public final class EnvelopeDeserializer implements Deserializer<Envelope<?>> {

    @Override
    public Envelope<?> deserialize(String topic, byte[] value) {
        return deserialize(topic, new RecordHeaders(), value);
    }

    @Override
    public Envelope<?> deserialize(String topic, Headers headers, byte[] value) {
        SccEvent data = EventCodec.read(value);
        try {
            return new Envelope<>(meta(headers), data);
        } catch (RuntimeException e) {
            Unknown unreadable = data instanceof Unknown unknown
                    ? unknown
                    : new Unknown(EventCodec.typeOf(data), "headers: " + e.getMessage(), value);
            return new Envelope<>(null, unreadable);
        }
    }

    private static EventMeta meta(Headers headers) {
        return new EventMeta(
                text(headers, "ce_id"),
                text(headers, "ce_source"),
                text(headers, "ce_subject"),
                time(headers, "ce_time"),
                number(headers, "ce_sccepoch"),
                number(headers, "ce_sccseq"),
                time(headers, "ce_sccreceived"),
                text(headers, "traceparent"));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private static Instant time(Headers headers, String name) {
        String text = text(headers, name);
        return text == null ? null : Instant.parse(text);
    }

    private static long number(Headers headers, String name) {
        String text = text(headers, name);
        return text == null ? 0 : Long.parseLong(text);
    }
}
