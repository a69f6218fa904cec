package io.smartcallcenter.notification.log;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Where a writer is on the sources. An offset means something in one topic only, and a topic that was deleted and made again is another one
 * of the same name: so Kafka's topic id stands with each committed place, and a place in another topic is none.
 */
final class Places implements ConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(Places.class);

    private final KafkaConsumer<?, ?> consumer;
    private final LogTopic topic;
    private final Duration replay;
    private final Clock clock;
    private final Map<String, String> ids = new ConcurrentHashMap<>();

    /** @param replay how far back a partition begins that no replica has ever read */
    Places(KafkaConsumer<?, ?> consumer, LogTopic topic, Duration replay, Clock clock) {
        this.consumer = consumer;
        this.topic = topic;
        this.replay = replay;
        this.clock = clock;
    }

    /** Kafka's id of a source as it was when its partitions came here; empty if there are none here. */
    String idOf(String source) {
        return ids.getOrDefault(source, "");
    }

    /** Whether a source was made again since. What was copied meanwhile is copied again, as of the new topic. */
    boolean madeAnew() throws ExecutionException, InterruptedException {
        for (Map.Entry<String, String> now : topic.ids(ids.keySet()).entrySet()) {
            if (!now.getValue().equals(idOf(now.getKey()))) {
                LOG.warnf("Topic %s was made anew", now.getKey());
                return true;
            }
        }
        return false;
    }

    /** Places as they are committed. */
    Map<TopicPartition, OffsetAndMetadata> named(Map<TopicPartition, OffsetAndMetadata> places) {
        return places.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        place -> new OffsetAndMetadata(
                                place.getValue().offset(),
                                place.getValue().leaderEpoch(),
                                idOf(place.getKey().topic()))));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        // another id than that of partitions that are here already is found by madeAnew()
        identify(assigned).forEach(ids::putIfAbsent);
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(assigned));
        Set<TopicPartition> unread = new HashSet<>();
        Set<TopicPartition> anew = new HashSet<>();
        for (TopicPartition partition : assigned) {
            OffsetAndMetadata place = committed.get(partition);
            if (place == null) {
                unread.add(partition);
            } else if (!place.metadata().isEmpty() && !place.metadata().equals(idOf(partition.topic()))) {
                anew.add(partition);
            }
        }
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        newest(unread).forEach((partition, offset) -> places.put(partition, new OffsetAndMetadata(offset)));
        beginnings(anew).forEach((partition, offset) -> places.put(partition, new OffsetAndMetadata(offset)));
        places.forEach(consumer::seek);
        consumer.commitSync(named(places));
    }

    private Map<String, String> identify(Collection<TopicPartition> assigned) {
        try {
            return topic.ids(assigned.stream().map(TopicPartition::topic).collect(Collectors.toSet()));
        } catch (ExecutionException e) {
            throw new KafkaException("the source topics cannot be described", e.getCause());
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    /** Not at the beginning of a week. */
    private Map<TopicPartition, Long> newest(Set<TopicPartition> unread) {
        if (unread.isEmpty()) {
            return Map.of();
        }
        long since = clock.millis() - replay.toMillis();
        Map<TopicPartition, Long> times =
                unread.stream().collect(Collectors.toMap(partition -> partition, partition -> since));
        // the ends first: what is written between the two questions is behind them
        Map<TopicPartition, Long> places = new HashMap<>(consumer.endOffsets(unread));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
                consumer.offsetsForTimes(times).entrySet()) {
            if (found.getValue() != null) {
                places.put(found.getKey(), found.getValue().offset());
            }
        }
        LOG.infof("%d partitions were never read before: copying what is newer than %s", unread.size(), replay);
        return places;
    }

    private Map<TopicPartition, Long> beginnings(Set<TopicPartition> anew) {
        if (anew.isEmpty()) {
            return Map.of();
        }
        LOG.warnf("Topics of %s were made anew: copying them from their beginning", anew);
        return consumer.beginningOffsets(anew);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
        // what was copied and not committed is copied again by the next owner, and dropped by the readers
    }
}
