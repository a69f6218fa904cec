package io.smartcallcenter.routing.availability;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smartcallcenter.defaults.DeadLetters;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    private final Map<String, Object> kafka;
    private final DeadLetters deadLetters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Consumer<String, Envelope<?>> consumer;
    private volatile boolean caughtUp;

    AsteriskStateReader(@Identifier("default-kafka-broker") Map<String, Object> kafka, DeadLetters deadLetters) {
        this.kafka = kafka;
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
        Thread thread = new Thread(this::readUntilStopped, "asterisk-state");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
        Consumer<String, Envelope<?>> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void readUntilStopped() {
        boolean stop = false;
        while (!stop) {
            try (Consumer<String, Envelope<?>> reading = open()) {
                consumer = reading;
                read(reading);
            } catch (WakeupException e) {
                LOG.debug("Stopped by wake-up");
            } catch (KafkaException e) {
                LOG.warnf("Reading %s again from its beginning in %s: %s", TOPIC, RETRY, e.getMessage());
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

    private Consumer<String, Envelope<?>> open() {
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
        reading.assign(partitions);
        reading.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
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
        if (record.value() == null) {
            board.remove(record.key());
            return;
        }
        SccEvent data = record.value().data();
        if (data instanceof AsteriskState state) {
            board.put(state);
        } else {
            String reason = data instanceof Unknown unknown ? unknown.reason() : "not a state of Asterisk";
            deadLetters
                    .send(record, reason)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.errorf(failure, "No dead letter for %s", record.key()));
        }
    }
}
