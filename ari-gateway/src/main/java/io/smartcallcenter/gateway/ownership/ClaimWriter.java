package io.smartcallcenter.gateway.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.events.kafka.OrderedWrites;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Writes claims. A claim is of use now or not at all: what cannot be written within two seconds is dropped, the next one
 * comes in a second.
 */
final class ClaimWriter implements AutoCloseable {

    static final String EPOCH_HEADER = "ce_sccepoch";

    private static final Logger LOG = Logger.getLogger(ClaimWriter.class);
    private static final String TOPIC = Topic.GATEWAY_NODES.topicName();
    private static final int LIFE_MS = 2_000;

    private final Producer<String, byte[]> producer;

    ClaimWriter(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putAll(OrderedWrites.SETTINGS);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "ari-gateway-claims");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LIFE_MS);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1024L * 1024);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** The first claim of a successor must not wait for the topic to be looked up: a producer forgets what it does not use. */
    void stayKnown() {
        try {
            producer.partitionsFor(TOPIC);
        } catch (KafkaException e) {
            LOG.debugf("Topic %s is not known: %s", TOPIC, e.getMessage());
        }
    }

    /** Hands the claim over; whether it arrives is not waited for. */
    void tell(Claim claim) {
        try {
            producer.send(record(claim), (metadata, failure) -> {
                if (failure != null) {
                    LOG.debugf("The claim of %s was not written: %s", claim.node(), failure.getMessage());
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            LOG.debugf("The claim of %s was not written: %s", claim.node(), e.getMessage());
        }
    }

    /** Writes the claim and waits for it; false if Kafka did not take it in time. */
    boolean write(Claim claim) {
        try {
            producer.send(record(claim)).get(LIFE_MS, TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException | IllegalStateException e) {
            LOG.warnf("The claim of %s could not be written: %s", claim.node(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }

    private static ProducerRecord<String, byte[]> record(Claim claim) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(TOPIC, claim.node(), claim.write());
        record.headers().add(EPOCH_HEADER, Long.toString(claim.epoch()).getBytes(UTF_8));
        return record;
    }
}
