package io.smartcallcenter.routing.availability;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.defaults.EpochFence;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
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
 * Reads {@code asterisk-state} from its beginning and then follows it. A consumer of its own, without a group: every replica
 * needs every state, and only a plain consumer knows when it has reached the end that stood when it began.
 */
@ApplicationScoped
public class AsteriskStateReader {

    private static final Logger LOG = Logger.getLogger(AsteriskStateReader.class);
    private static final String TOPIC = Topic.ASTERISK_STATE.topicName();
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final OperatorBoard board = new OperatorBoard();
    private final Supplier<Consumer<String, Envelope<?>>> consumers;
    private final EpochFence fence;
    private final BiConsumer<ConsumerRecord<String, Envelope<?>>, String> deadLetters;
    private final Map<TopicPartition, Long> reported = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Consumer<String, Envelope<?>> consumer;
    private volatile boolean caughtUp;

    @Inject
    AsteriskStateReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka, EpochFence fence, DeadLetters deadLetters) {
        this(() -> open(kafka), fence, (record, reason) -> deadLetters
                .send(record, reason)
                .subscribe()
                .with(done -> {}, failure -> LOG.errorf(failure, "No dead letter for %s", record.key())));
    }

    /** @param deadLetters takes a record and the reason, and does not wait */
    AsteriskStateReader(
            Supplier<Consumer<String, Envelope<?>>> consumers,
            EpochFence fence,
            BiConsumer<ConsumerRecord<String, Envelope<?>>, String> deadLetters) {
        this.consumers = consumers;
        this.fence = fence;
        this.deadLetters = deadLetters;
    }

    public OperatorBoard board() {
        return board;
    }

    /** Whether everything that was on the topic at the start has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void start() {
        Thread thread = new Thread(this::readUntilStopped, "asterisk-state");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void stop() {
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
                // Of any kind: without this thread the board would stand still for ever, and nobody would notice.
                LOG.warnf(e, "Reading %s again from its beginning in %s", TOPIC, RETRY);
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

    private static Consumer<String, Envelope<?>> open(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return new KafkaConsumer<>(settings, new StringDeserializer(), new EnvelopeDeserializer());
    }

    private void read(Consumer<String, Envelope<?>> reading) {
        List<TopicPartition> partitions = reading.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("topic " + TOPIC + " does not exist yet");
        }
        reading.assign(partitions);
        reading.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        // What stood here before us was reported by whoever read it then; a letter at every start would fill the topic.
        ends.forEach(reported::putIfAbsent);
        while (stopped.getCount() > 0) {
            reading.poll(POLL).forEach(this::apply);
            if (!caughtUp
                    && ends.entrySet().stream().allMatch(end -> reading.position(end.getKey()) >= end.getValue())) {
                caughtUp = true;
                LOG.infof("Availability is known: %s read to its end", TOPIC);
            }
        }
    }

    private void apply(ConsumerRecord<String, Envelope<?>> record) {
        if (fence.drops(record)) {
            return;
        }
        SccEvent data = record.value() == null ? null : record.value().data();
        if (data instanceof AsteriskState state) {
            board.put(state, record.value().meta().time());
        } else if (data == null && record.key() != null) {
            board.remove(record.key());
        } else {
            bury(record, data instanceof Unknown unknown ? unknown.reason() : "not a state of Asterisk");
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
