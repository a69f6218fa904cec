package io.smartcallcenter.gateway.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * The newest record of each key of a compacted topic, followed all the time: whoever takes a node over has almost everything
 * in memory already. Values stay bytes until somebody needs them.
 */
final class CompactedTopic implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CompactedTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MS = 500;

    private record Newest(byte[] value, long epoch) {}

    private record Question(CompletableFuture<Void> answered, Map<TopicPartition, Long> ends) {}

    private final String topic;
    private final Map<String, Object> kafka;
    private final Map<String, Newest> newest = new ConcurrentHashMap<>();
    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private final List<Question> open = new ArrayList<>();
    private final Thread thread;
    private volatile Consumer<String, byte[]> consumer;
    private volatile boolean stopped;

    /** @param kafka the client settings: servers, TLS, SASL */
    CompactedTopic(String topic, Map<String, Object> kafka) {
        this.topic = topic;
        this.kafka = kafka;
        this.thread = new Thread(this::run, "scc-follow-" + topic);
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The newest value of a key as far as it was read; null without one. */
    byte[] get(String key) {
        Newest found = newest.get(key);
        return found == null ? null : found.value();
    }

    /** The newest values of the keys that begin so, as far as they were read. */
    List<byte[]> startingWith(String prefix) {
        return newest.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> entry.getValue().value())
                .toList();
    }

    /** Completes when everything that is on the topic at this moment has been read; while Kafka is away it does not. */
    CompletableFuture<Void> caughtUp() {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        asked.add(answered);
        wakeUp();
        return answered;
    }

    @Override
    public void close() {
        stopped = true;
        wakeUp();
        try {
            thread.join(PAUSE_MS * 4);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void wakeUp() {
        Consumer<String, byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
    }

    private void run() {
        while (!stopped) {
            try (Consumer<String, byte[]> opened = open()) {
                consumer = opened;
                follow(opened);
            } catch (KafkaException e) {
                LOG.debugf("Topic %s cannot be read, Kafka may be away: %s", topic, e.getMessage());
                pause();
            } finally {
                consumer = null;
                open.forEach(question -> asked.add(question.answered()));
                open.clear();
            }
        }
    }

    private void follow(Consumer<String, byte[]> opened) {
        List<TopicPartition> partitions = partitions(opened);
        opened.assign(partitions);
        opened.seekToBeginning(partitions);
        while (!stopped) {
            try {
                takeQuestions(opened, partitions);
                opened.poll(open.isEmpty() ? POLL : Duration.ofMillis(20)).forEach(this::take);
                answer(opened);
            } catch (WakeupException e) {
                LOG.trace("Woken up: somebody asks, or it is time to stop");
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<String, byte[]> opened) {
        while (!stopped) {
            try {
                List<TopicPartition> partitions = opened.partitionsFor(topic).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                if (partitions.isEmpty()) {
                    throw new KafkaException("topic " + topic + " does not exist yet");
                }
                return partitions;
            } catch (WakeupException e) {
                LOG.trace("Woken up before the topic was found");
            }
        }
        return List.of();
    }

    /** The ends are asked for after the question came: what was written before it is before them. */
    private void takeQuestions(Consumer<String, byte[]> opened, List<TopicPartition> partitions) {
        if (!asked.isEmpty()) {
            List<CompletableFuture<Void>> taken = List.copyOf(asked);
            Map<TopicPartition, Long> ends = opened.endOffsets(partitions);
            taken.forEach(question -> open.add(new Question(question, ends)));
            asked.removeAll(taken);
        }
        open.removeIf(question -> question.answered().isDone());
    }

    private void answer(Consumer<String, byte[]> opened) {
        open.stream()
                .filter(question -> question.ends().entrySet().stream()
                        .allMatch(end -> opened.position(end.getKey()) >= end.getValue()))
                .forEach(question -> question.answered().complete(null));
    }

    /** A record of a lower epoch than the one before it comes from an owner who is none any more. */
    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            return;
        }
        if (record.value() == null) {
            newest.remove(record.key());
            return;
        }
        Newest next = new Newest(record.value(), epochOf(record));
        newest.merge(record.key(), next, (old, young) -> young.epoch() < old.epoch() ? old : young);
    }

    private static long epochOf(ConsumerRecord<String, byte[]> record) {
        Header header = record.headers().lastHeader(ClaimWriter.EPOCH_HEADER);
        try {
            return header == null || header.value() == null ? 0 : Long.parseLong(new String(header.value(), UTF_8));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private Consumer<String, byte[]> open() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "ari-gateway-" + topic);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }
}
