package io.smartcallcenter.kpi.service;

import static org.awaitility.Awaitility.await;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The test's own side of the topics: writes as the gateway does, and reads what the service writes. */
final class KafkaSide implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;
    private final EnvelopeSerializer serializer = new EnvelopeSerializer();

    KafkaSide(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(List<Envelope<?>> events) {
        send(events, KafkaSide::key);
    }

    /** All in one partition: what is last is read last. */
    void send(List<Envelope<?>> events, String key) {
        send(events, data -> key);
    }

    private void send(List<Envelope<?>> events, Function<SccEvent, String> key) {
        for (Envelope<?> event : events) {
            SccEvent data = event.data();
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic(data), key.apply(data), null);
            byte[] value = serializer.serialize(record.topic(), record.headers(), event);
            producer.send(new ProducerRecord<>(record.topic(), null, record.key(), value, record.headers()));
        }
        producer.flush();
    }

    void sendRaw(String topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic, key, value));
        producer.flush();
    }

    private static String topic(SccEvent data) {
        if (data instanceof AgentEvent) {
            return "agent-events";
        }
        if (data instanceof RoutingEvent) {
            return "routing-events";
        }
        if (data instanceof CdrEvent) {
            return "cdr-events";
        }
        return data instanceof NodeEvent ? "node-events" : "call-events";
    }

    private static String key(SccEvent data) {
        if (data instanceof AgentEvent agent) {
            return agent.agent().iface();
        }
        if (data instanceof RoutingEvent routing) {
            return routing.callId();
        }
        if (data instanceof CdrEvent cdr) {
            return cdr.callId();
        }
        return data instanceof NodeEvent node ? node.node() : ((CallEvent) data).callId();
    }

    void awaitValue(String topic, String value) {
        awaitRecord(topic, record -> record.value() != null && text(record).equals(value));
    }

    Envelope<?> awaitUpdate(String key, Predicate<SccEvent> wanted) {
        ConsumerRecord<String, byte[]> record = awaitRecord(
                "kpi-updates", each -> key.equals(each.key()) && wanted.test(EventCodec.read(each.value())));
        return new Envelope<>(null, EventCodec.read(record.value()));
    }

    /** The first event of a key that is wanted. */
    SccEvent awaitEvent(String topic, String key, Predicate<SccEvent> wanted) {
        return EventCodec.read(
                awaitRecord(topic, each -> key.equals(each.key()) && wanted.test(EventCodec.read(each.value())))
                        .value());
    }

    private ConsumerRecord<String, byte[]> awaitRecord(String topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        AtomicReference<ConsumerRecord<String, byte[]>> found = new AtomicReference<>();
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().pollInSameThread().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (wanted.test(record)) {
                        found.set(record);
                    }
                });
                return found.get() != null;
            });
        }
        return found.get();
    }

    private static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
