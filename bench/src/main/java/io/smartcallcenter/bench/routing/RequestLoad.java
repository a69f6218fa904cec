package io.smartcallcenter.bench.routing;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent.RouteReason;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RoutingEvent.Decided;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Route requests at a rate, and what becomes of them. */
final class RequestLoad implements AutoCloseable {

    static final String NODE = "pbx1";
    private static final long LATE_MS = 5_000;
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private final LargeRules rules;
    private final KafkaConsumer<String, Envelope<?>> consumer;
    private final KafkaProducer<String, Envelope<?>> producer;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::read, "decisions");
    private Histogram inside = new Histogram(LONGEST, 3);
    private Histogram through = new Histogram(LONGEST, 3);
    private int calls;

    RequestLoad(String kafka, LargeRules rules) {
        this.rules = rules;
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "enable.auto.commit", "false", "fetch.min.bytes", "1"),
                new StringDeserializer(),
                new EnvelopeDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka, "linger.ms", "0"), new StringSerializer(), new EnvelopeSerializer());
        List<TopicPartition> partitions = List.of(Topic.CALL_COMMANDS, Topic.ROUTING_EVENTS).stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread.setDaemon(true);
        thread.start();
    }

    void announce(AsteriskState state) {
        send(Topic.ASTERISK_STATE, state.key(), state.key(), state);
    }

    /** Everything that was handed over is on Kafka. */
    void flush() {
        producer.flush();
    }

    /**
     * @param inside from reading the request to the command, as the service tells, in ns
     * @param through from handing the request to Kafka's client until the command is read from Kafka, in ns
     */
    record Result(int asked, int undecided, Histogram inside, Histogram through) {}

    Result measure(int perSecond, int seconds) {
        send(perSecond, 2);
        // What is undecided by now was lost before this measurement.
        sent.clear();
        synchronized (this) {
            inside = new Histogram(LONGEST, 3);
            through = new Histogram(LONGEST, 3);
        }
        int asked = send(perSecond, seconds);
        int undecided = sent.size();
        sent.clear();
        synchronized (this) {
            return new Result(asked, undecided, inside, through);
        }
    }

    int send(int perSecond, int seconds) {
        long begin = System.nanoTime();
        int count = 0;
        while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(seconds)) {
            long due = (System.nanoTime() - begin) * perSecond / TimeUnit.SECONDS.toNanos(1);
            for (; count < due; count++) {
                ask();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LATE_MS);
        while (!sent.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return count;
    }

    private void ask() {
        int number = ++calls;
        String callId = NODE + "/" + number + ".0";
        String requestId = callId + "/1";
        sent.put(requestId, System.nanoTime());
        send(
                Topic.CALL_EVENTS,
                callId,
                requestId,
                new RouteRequested(
                        callId,
                        requestId,
                        number + ".0",
                        new Party(rules.caller(number), ""),
                        rules.dialled(number * 7),
                        "from-trunk",
                        RouteReason.NEW));
    }

    private void send(Topic topic, String key, String id, SccEvent event) {
        Instant now = Instant.now();
        EventMeta meta = new EventMeta(id, "/bench", key, now, 0, 0, now, null);
        producer.send(new ProducerRecord<>(topic.topicName(), key, new Envelope<>(meta, event)));
    }

    private void read() {
        try {
            while (true) {
                for (ConsumerRecord<String, Envelope<?>> record : consumer.poll(Duration.ofSeconds(1))) {
                    note(record.value().data(), System.nanoTime());
                }
            }
        } catch (WakeupException e) {
            consumer.close(Duration.ZERO);
        }
    }

    private synchronized void note(SccEvent event, long now) {
        if (event instanceof Decided decided) {
            inside.recordValue(Math.min(TimeUnit.MICROSECONDS.toNanos(decided.latencyMicros()), LONGEST));
        } else if (event instanceof CallCommand.Route route) {
            Long since = sent.remove(route.requestId());
            if (since != null) {
                through.recordValue(Math.min(now - since, LONGEST));
            }
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        producer.close(Duration.ofSeconds(1));
    }
}
