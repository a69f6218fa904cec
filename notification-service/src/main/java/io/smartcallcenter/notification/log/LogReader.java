package io.smartcallcenter.notification.log;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.notification.feed.Feed;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads the log into the {@link Feed}: first the newest states, then the log of the last hours, then live. Ready when it has
 * seen everything that was on the source topics when it started.
 */
final class LogReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(250);

    private final Kafka kafka;
    private final LogSettings settings;
    private final Feed feed;
    private final MeterRegistry meters;
    private final Clock clock;
    private final TopicPartition log;
    private final Map<Origin.Source, Long> copied = new HashMap<>();
    private final Worker worker = new Worker("log-reader", this::read);
    private String epoch = "";
    private long next;

    LogReader(Kafka kafka, LogSettings settings, Feed feed, MeterRegistry meters, Clock clock) {
        this.kafka = kafka;
        this.settings = settings;
        this.feed = feed;
        this.meters = meters;
        this.clock = clock;
        this.log = new TopicPartition(settings.topic(), 0);
    }

    void start() {
        worker.start();
    }

    /** What {@link #close()} will wait for begins now. */
    void end() {
        worker.end();
    }

    @Override
    public void close() {
        worker.close();
    }

    private void read() throws ExecutionException, InterruptedException {
        try (Admin admin = kafka.admin();
                KafkaConsumer<String, Envelope<?>> consumer = kafka.reader()) {
            LogTopic topic = new LogTopic(admin, settings);
            if (!topic.ensure().equals(epoch)) {
                begin(topic, consumer);
            }
            consumer.assign(List.of(log));
            consumer.seek(log, next);
            CatchUp catchUp = new CatchUp(topic, log);
            while (worker.running()) {
                for (ConsumerRecord<String, Envelope<?>> record : consumer.poll(POLL)) {
                    take(record);
                }
                if (!feed.isReady() && catchUp.reached(next)) {
                    feed.ready(true);
                    LOG.infof("Live at offset %d of log %s", next - 1, epoch);
                }
            }
        } catch (OffsetOutOfRangeException e) {
            LOG.errorf("The log no longer has offset %d: starting anew", next);
            epoch = "";
        }
    }

    private void begin(LogTopic topic, KafkaConsumer<String, Envelope<?>> consumer)
            throws ExecutionException, InterruptedException {
        String found = topic.ensure();
        List<TopicPartition> here = List.of(log);
        long since = clock.millis() - settings.replay().toMillis();
        // the end first: what is written between the two questions is behind it
        long end = topic.ends(here).get(log);
        long atTime = topic.at(here, since).get(log);
        next = atTime >= 0 ? atTime : end;
        copied.clear();
        feed.reset(found, next - 1);
        new BaseState(topic, consumer).readInto(feed);
        epoch = found;
    }

    private void take(ConsumerRecord<String, Envelope<?>> record) {
        if (record.offset() != next) {
            // retention overtook this reader: what is between was never seen, so nothing can be proved any more
            throw new OffsetOutOfRangeException(Map.of(log, next));
        }
        next = record.offset() + 1;
        if (repeated(record) || record.value() == null || record.value().data() instanceof Unknown) {
            // a newer version's type is no error here: the writer that copied it could read it
            feed.skip(record.offset());
            return;
        }
        try {
            feed.apply(record.offset(), record.value(), record.serializedValueSize());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Offset %d of the log changes nothing: its content cannot be handled", record.offset());
            meters.counter("scc.notification.rejected").increment();
            feed.skip(record.offset());
        }
    }

    /** The first copy of each source offset counts ({@link Copies} leave no gaps); every replica comes to the same answer. */
    private boolean repeated(ConsumerRecord<String, Envelope<?>> record) {
        Optional<Origin> origin = Origin.readFrom(record.headers());
        if (origin.isEmpty()) {
            return false;
        }
        Long newest = copied.get(origin.get().source());
        if (newest != null && origin.get().offset() <= newest) {
            return true;
        }
        copied.put(origin.get().source(), origin.get().offset());
        return false;
    }

    static List<String> names(List<Topic> topics) {
        return topics.stream().map(Topic::topicName).toList();
    }
}
