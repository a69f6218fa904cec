package io.smartcallcenter.bench.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Reads what the gateway publishes: measures how old each record is and answers each route request with a queue at once. A
 * routing service that thinks for no time.
 */
final class Router implements AutoCloseable {

    /**
     * Published as soon as their frame is understood. All others wait on purpose: for the settle window, or for a second frame that
     * says the same.
     */
    private static final Set<String> AT_ONCE = Set.of(
            "scc.call.route.requested.v1",
            "scc.call.started.v1",
            "scc.call.queue.joined.v1",
            "scc.call.offer.started.v1",
            "scc.call.channel.state.v1");

    private static final String REQUESTED = "scc.call.route.requested.v1";
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, Envelope<?>> producer;
    private final Thread thread = new Thread(this::run, "router");
    private Histogram ages = new Histogram(LONGEST, 3);
    private long records;

    Router(String kafka) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "enable.auto.commit", "false", "fetch.min.bytes", "1"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", "0"), new StringSerializer(), new EnvelopeSerializer());
        List<TopicPartition> partitions = List.of(Topic.CALL_EVENTS, Topic.AGENT_EVENTS, Topic.ASTERISK_STATE).stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread.setDaemon(true);
        thread.start();
    }

    /** What was read since the last question. */
    record Read(long records, Histogram ages) {}

    synchronized Read read() {
        Read read = new Read(records, ages);
        records = 0;
        ages = new Histogram(LONGEST, 3);
        return read;
    }

    void command(CallCommand command) {
        Instant now = Instant.now();
        EventMeta meta = new EventMeta(command.decisionId(), "/bench", command.callId(), now, 0, 0, now, null);
        producer.send(
                new ProducerRecord<>(Topic.CALL_COMMANDS.topicName(), command.callId(), new Envelope<>(meta, command)));
    }

    private void run() {
        try {
            while (true) {
                var batch = consumer.poll(Duration.ofSeconds(1));
                Instant now = Instant.now();
                for (ConsumerRecord<String, byte[]> record : batch) {
                    String type = header(record, "ce_type");
                    if (REQUESTED.equals(type) && EventCodec.read(record.value()) instanceof RouteRequested request) {
                        decide(request);
                    }
                    note(type, record, now);
                }
            }
        } catch (WakeupException e) {
            consumer.close(Duration.ZERO);
        }
    }

    private synchronized void note(String type, ConsumerRecord<String, byte[]> record, Instant now) {
        records++;
        if (AT_ONCE.contains(type)) {
            long age = Duration.between(Instant.parse(header(record, "ce_time")), now)
                    .toNanos();
            ages.recordValue(Math.max(0, Math.min(age, LONGEST)));
        }
    }

    private void decide(RouteRequested request) {
        command(new CallCommand.RouteQueue(
                request.callId(),
                "decision/" + request.requestId(),
                Instant.now().plusSeconds(2),
                request.requestId(),
                "support",
                0,
                "",
                true,
                0,
                null,
                CallCommand.Then.HANGUP));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.wakeup();
        producer.close(Duration.ofSeconds(1));
    }
}
