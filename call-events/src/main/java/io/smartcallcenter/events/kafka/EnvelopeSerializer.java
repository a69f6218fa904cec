package io.smartcallcenter.events.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Writes the JSON value and the CloudEvents attributes as {@code ce_*} headers (binary mode). */
public final class EnvelopeSerializer implements Serializer<Envelope<?>> {

    @Override
    public byte[] serialize(String topic, Envelope<?> envelope) {
        return envelope == null ? null : EventCodec.write(envelope.data());
    }

    @Override
    public byte[] serialize(String topic, Headers headers, Envelope<?> envelope) {
        if (envelope == null) {
            return null;
        }
        EventMeta meta = envelope.meta();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", meta.id());
        put(headers, "ce_source", meta.source());
        put(headers, "ce_type", EventCodec.cloudType(envelope.data()));
        put(headers, "ce_subject", meta.subject());
        put(headers, "ce_time", meta.time());
        put(headers, "ce_sccepoch", meta.epoch());
        put(headers, "ce_sccseq", meta.seq());
        put(headers, "ce_sccreceived", meta.receivedAt());
        put(headers, "traceparent", meta.traceparent());
        put(headers, "content-type", "application/json");
        return serialize(topic, envelope);
    }

    private static void put(Headers headers, String name, Object value) {
        if (value != null) {
            headers.remove(name);
            headers.add(name, value.toString().getBytes(UTF_8));
        }
    }
}
