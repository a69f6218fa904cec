package io.smartcallcenter.gateway.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.gateway.consume.ConsumerThread;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
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
 *
 * <p>Where the topic ends is asked over another connection: on ours the broker answers nothing until the fetch that waits for new
 * records is over, which is half a second.
 */
final class CompactedTopic implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CompactedTopic.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration SHORT_POLL = Duration.ofMillis(20);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private record Newest(byte[] value, long epoch) {}

    private record Question(CompletableFuture<Void> answered, Map<TopicPartition, Long> ends) {}

    private final String topic;
    private final Map<String, Object> kafka;
    private final Admin admin;
    private final Map<String, Newest> newest = new ConcurrentHashMap<>();
    private final Queue<CompletableFuture<Void>> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Question> open = new ConcurrentLinkedQueue<>();
    private final ConsumerThread thread;
    private volatile List<TopicPartition> partitions = List.of();

    /**
     * @param kafka the client settings: servers, TLS, SASL
     * @param admin stays the caller's
     */
    CompactedTopic(String topic, Map<String, Object> kafka, Admin admin) {
        this.topic = topic;
        this.kafka = kafka;
        this.admin = admin;
        this.thread = new ConsumerThread("scc-follow-" + topic, PAUSE, this::run);
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
        if (partitions.isEmpty()) {
            asked.add(answered);
        } else {
            askForEnds(answered);
        }
        return answered;
    }

    /** What was written before the question came stands before the ends that are asked for now. */
    private void askForEnds(CompletableFuture<Void> answered) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        admin.listOffsets(wanted).all().whenComplete((found, failure) -> {
            if (failure == null) {
                Map<TopicPartition, Long> ends = new HashMap<>();
                found.forEach((partition, end) -> ends.put(partition, end.offset()));
                open.add(new Question(answered, ends));
                thread.wakeUp();
            } else {
                LOG.debugf("The end of topic %s is not known, asking again: %s", topic, failure.getMessage());
                asked.add(answered);
            }
        });
    }

    @Override
    public void close() {
        thread.stop(PAUSE.multipliedBy(4));
    }

    private void run() {
        while (!thread.stopped()) {
            try (Consumer<String, byte[]> opened = thread.uses(open())) {
                follow(opened);
            } catch (KafkaException e) {
                LOG.debugf("Topic %s cannot be read, Kafka may be away: %s", topic, e.getMessage());
                thread.pause();
            }
        }
    }

    private void follow(Consumer<String, byte[]> opened) {
        partitions = partitions(opened);
        opened.assign(partitions);
        opened.seekToBeginning(partitions);
        while (!thread.stopped()) {
            try {
                takeQuestions();
                opened.poll(open.isEmpty() ? POLL : SHORT_POLL).forEach(this::take);
                answer(opened);
            } catch (WakeupException e) {
                LOG.trace("Woken up: somebody asks, or it is time to stop");
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<String, byte[]> opened) {
        while (!thread.stopped()) {
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

    /** Those that came before the topic was found, or could not be answered. */
    private void takeQuestions() {
        for (CompletableFuture<Void> question = asked.poll(); question != null; question = asked.poll()) {
            if (!question.isDone()) {
                askForEnds(question);
            }
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
}
