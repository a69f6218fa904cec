package io.smartcallcenter.routing.topics;

import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Reads a compacted topic from its beginning and then follows it. A consumer of its own, without a group: every replica needs
 * every record, and only a plain consumer knows when it has reached the end that stood when it began. Whatever goes wrong, the
 * topic is read again from its beginning; a record may therefore come more than once.
 */
public final class TopicFollower {

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String topic;
    private final Supplier<Consumer<String, Envelope<?>>> consumers;
    private final Function<ConsumerRecord<String, Envelope<?>>, Optional<String>> take;
    private final BiConsumer<ConsumerRecord<String, Envelope<?>>, String> deadLetters;
    private final Map<TopicPartition, Long> reported = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Consumer<String, Envelope<?>> consumer;
    private volatile boolean caughtUp;

    /**
     * @param take uses a record, or says why it is one for the dead letters; called by one thread
     * @param deadLetters takes a record and the reason, and does not wait
     */
    public TopicFollower(
            Topic topic,
            Supplier<Consumer<String, Envelope<?>>> consumers,
            Function<ConsumerRecord<String, Envelope<?>>, Optional<String>> take,
            BiConsumer<ConsumerRecord<String, Envelope<?>>, String> deadLetters) {
        this.topic = topic.topicName();
        this.consumers = consumers;
        this.take = take;
        this.deadLetters = deadLetters;
    }

    /**
     * A consumer that belongs to no group.
     *
     * @param kafka the settings of the service's own connection
     */
    public static Consumer<String, Envelope<?>> consumer(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new EnvelopeDeserializer());
    }

    /** Writes dead letters and does not wait for it. */
    public static BiConsumer<ConsumerRecord<String, Envelope<?>>, String> into(DeadLetters deadLetters) {
        return (record, reason) -> deadLetters
                .send(record, reason)
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "No dead letter for %s", record.key()));
    }

    /** Whether everything that was on the topic at the start has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    public void start() {
        Thread thread = new Thread(this::readUntilStopped, topic);
        thread.setDaemon(true);
        thread.start();
    }

    public void stop() {
        stopped.countDown();
        Consumer<String, Envelope<?>> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void readUntilStopped() {
        boolean stop = false;
        while (!stop) {
            try (Consumer<String, Envelope<?>> reading = consumers.get()) {
                consumer = reading;
                read(reading);
            } catch (WakeupException e) {
                LOG.debug("Stopped by wake-up");
            } catch (RuntimeException e) {
                // Of any kind: without this thread we would stand still for ever, and nobody would notice.
                LOG.warnf(e, "Reading %s again from its beginning in %s", topic, RETRY);
            }
            stop = pause();
        }
    }

    /** True when we are stopped. */
    private boolean pause() {
        try {
            return stopped.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void read(Consumer<String, Envelope<?>> reading) {
        List<TopicPartition> partitions = reading.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("topic " + topic + " does not exist yet");
        }
        reading.assign(partitions);
        reading.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        // What stood here before us was reported by whoever read it then; a letter at every start would fill the topic.
        ends.forEach(reported::putIfAbsent);
        while (stopped.getCount() > 0) {
            reading.poll(POLL).forEach(record -> take.apply(record).ifPresent(reason -> bury(record, reason)));
            if (!caughtUp
                    && ends.entrySet().stream().allMatch(end -> reading.position(end.getKey()) >= end.getValue())) {
                caughtUp = true;
                LOG.infof("%s read to its end", topic);
            }
        }
    }

    private void bury(ConsumerRecord<String, Envelope<?>> record, String reason) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() >= reported.getOrDefault(partition, 0L)) {
            reported.put(partition, record.offset() + 1);
            deadLetters.accept(record, reason);
        } else {
            LOG.warnf("Skipped again: %s@%d: %s", partition, record.offset(), reason);
        }
    }
}
