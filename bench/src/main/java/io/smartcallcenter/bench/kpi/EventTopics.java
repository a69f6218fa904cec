package io.smartcallcenter.bench.kpi;

import io.smartcallcenter.bench.kpi.calls.Recording;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Fills the topics with what the gateways would have published, as fast as it goes. */
public final class EventTopics implements AutoCloseable {

    private final KafkaProducer<String, Envelope<?>> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long sent;

    public EventTopics(String kafka) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", "5", "batch.size", "65536"),
                new StringSerializer(),
                new EnvelopeSerializer());
    }

    /** @return how many events */
    public long fill(Recording recording) {
        recording.events(this::send);
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("Kafka did not take everything: " + failure.get(), failure.get());
        }
        return sent;
    }

    void send(Envelope<?> envelope) {
        Topic topic = envelope.data() instanceof CallEvent ? Topic.CALL_EVENTS : Topic.AGENT_EVENTS;
        ProducerRecord<String, Envelope<?>> record =
                new ProducerRecord<>(topic.topicName(), envelope.meta().subject(), envelope);
        producer.send(record, (metadata, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
        sent++;
    }

    @Override
    public void close() {
        producer.close();
    }
}
