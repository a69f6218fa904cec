package io.smartcallcenter.cdr.heard;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.kafka.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Asks Kafka each second how far the group has come on {@code call-events}: of all partitions, so that each replica knows it of all calls. A node that says
 * nothing is no exception: the end of the topic is reached without it.
 */
@ApplicationScoped
public class EventsHeard {

    private static final Logger LOG = Logger.getLogger(EventsHeard.class);
    private static final String CHANNEL = "call-events";

    /** For each question: reading waits for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaClientService clients;
    private final Duration grace;
    private final Heard heard;

    EventsHeard(KafkaClientService clients, CdrSettings settings) {
        this.clients = clients;
        this.grace = settings.grace();
        this.heard = new Heard(grace);
    }

    /** Up to which moment of our clock the events of a node are here; null as long as that is not known. */
    public Instant until(String node) {
        return heard.until(node);
    }

    /** Records on their way to the documents. The times of one are both of its gateway's clock. */
    public void read(Iterable<ConsumerRecord<String, Envelope<?>>> records) {
        for (ConsumerRecord<String, Envelope<?>> record : records) {
            if (record.value() != null
                    && record.value().data() instanceof CallEvent event
                    && record.value().meta().receivedAt() != null
                    && wasKept(record, record.value().meta().receivedAt())) {
                heard.late(Ids.nodeOf(event.callId()), Instant.now());
            }
        }
    }

    private boolean wasKept(ConsumerRecord<?, ?> record, Instant receivedAt) {
        return Duration.between(receivedAt, Instant.ofEpochMilli(record.timestamp()))
                        .compareTo(grace)
                > 0;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        KafkaConsumer<String, Envelope<?>> consumer = clients.getConsumer(CHANNEL);
        if (consumer == null) {
            return Uni.createFrom().voidItem();
        }
        return consumer.runOnPollingThread((Consumer<String, Envelope<?>> polling) -> look(polling))
                .onFailure()
                .invoke(failure -> LOG.debugf("How far %s is read is not known: %s", CHANNEL, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Void look(Consumer<String, Envelope<?>> consumer) {
        Instant from = Instant.now();
        Set<TopicPartition> partitions = consumer.partitionsFor(Topic.CALL_EVENTS.topicName(), PATIENCE).stream()
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
        // what was deleted unread is read by nobody
        Map<TopicPartition, Long> read = new HashMap<>(consumer.beginningOffsets(partitions, PATIENCE));
        committed(consumer, partitions).forEach((partition, offset) -> read.merge(partition, offset, Math::max));
        heard.looked(from, Instant.now(), byNumber(ends), byNumber(read));
        return null;
    }

    private static Map<TopicPartition, Long> committed(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> committed = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> place :
                consumer.committed(partitions, PATIENCE).entrySet()) {
            if (place.getValue() != null) {
                committed.put(place.getKey(), place.getValue().offset());
            }
        }
        return committed;
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().partition(), Map.Entry::getValue));
    }
}
