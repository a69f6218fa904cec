package io.smartcallcenter.gateway.publish;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.OrderedWrites;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;

/** How the gateway's Kafka producer is set up. */
public final class EventProducer {

    private static final long BUFFER_BYTES = 32L * 1024 * 1024;

    private EventProducer() {}

    /** @param kafka the client settings: servers, TLS, SASL */
    public static Producer<String, Envelope<?>> open(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putAll(OrderedWrites.SETTINGS);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "ari-gateway-events");
        // A decision waits for the record: batches form by themselves while one is on its way.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // Order before everything: a record that was taken is retried for ever, and those behind it wait.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        // An idle connection is kept, so that none at all means that Kafka is away.
        settings.put(ProducerConfig.CONNECTIONS_MAX_IDLE_MS_CONFIG, -1);
        settings.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 60_000);
        return new KafkaProducer<>(settings, new StringSerializer(), new EventSerializer());
    }
}
