package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The contract's serializer with two additions: what came from the disk and is not understood (another version wrote it) is sent
 * as it was, and an event that cannot be written fails alone, not the producer.
 */
final class EventSerializer implements Serializer<Envelope<?>> {

    private final EnvelopeSerializer contract = new EnvelopeSerializer();

    @Override
    public byte[] serialize(String topic, Envelope<?> envelope) {
        throw new UnsupportedOperationException("a record of the contract has headers");
    }

    @Override
    public byte[] serialize(String topic, Headers headers, Envelope<?> envelope) {
        try {
            return write(contract, topic, headers, envelope);
        } catch (RuntimeException e) {
            throw new SerializationException(e.getMessage(), e);
        }
    }

    static byte[] write(EnvelopeSerializer contract, String topic, Headers headers, Envelope<?> envelope) {
        return envelope != null && envelope.data() instanceof Unknown unknown
                ? unknown.raw()
                : contract.serialize(topic, headers, envelope);
    }
}
