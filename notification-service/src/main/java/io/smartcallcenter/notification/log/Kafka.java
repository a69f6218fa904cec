package io.smartcallcenter.notification.log;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.OrderedWrites;
import io.smartcallcenter.events.kafka.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka clients as the log needs them. Plain clients: the copy is by batch and the reader places itself by offset. */
final class Kafka {

    /** What the channels are made of. */
    static final List<Topic> SOURCES = List.of(
            Topic.CALL_EVENTS,
            Topic.AGENT_EVENTS,
            Topic.NODE_EVENTS,
            Topic.ASTERISK_STATE,
            Topic.KPI_UPDATES,
            Topic.CUSTOMER_CARDS,
            Topic.ALERTS);

    /** The newest state by key: where the live state begins before the log's own events. */
    static final List<Topic> STATES = List.of(Topic.ASTERISK_STATE, Topic.KPI_UPDATES, Topic.ALERTS);

    /** All replicas share it, so that each source partition has one writer. */
    static final String GROUP = "notification-service";

    private static final int TIMEOUT_MS = 10_000;

    private final String bootstrapServers;

    Kafka(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "default.api.timeout.ms", TIMEOUT_MS,
                "request.timeout.ms", TIMEOUT_MS));
    }

    /** A consumer without a group, which never resets its place by itself. */
    KafkaConsumer<String, Envelope<?>> reader() {
        return new KafkaConsumer<>(
                consumer(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none")),
                new StringDeserializer(),
                new EnvelopeDeserializer());
    }

    /** A member of the shared group; a dead replica's partitions move after six seconds. */
    KafkaConsumer<String, Envelope<?>> groupMember() {
        return new KafkaConsumer<>(
                consumer(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG, GROUP,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000,
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000)),
                new StringDeserializer(),
                new EnvelopeDeserializer());
    }

    KafkaProducer<String, Envelope<?>> producer() {
        Map<String, Object> config = new HashMap<>(OrderedWrites.SETTINGS);
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // one request at a time (see Copies), so what has gathered meanwhile goes in one
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.COPY_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, TIMEOUT_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * TIMEOUT_MS);
        return new KafkaProducer<>(config, new StringSerializer(), new EnvelopeSerializer());
    }

    private Map<String, Object> consumer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // of the alerts: what their evaluator was killed with before it was finished was never said
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        config.put("allow.auto.create.topics", false);
        return config;
    }
}
