package io.smartcallcenter.notification.log;

import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Unknown;
import io.smartcallcenter.notification.feed.Feed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The newest state of every queue, operator, node and figure, from the compacted topics: older than any log. */
final class BaseState {

    private static final Duration POLL = Duration.ofMillis(250);

    private final LogTopic topic;
    private final KafkaConsumer<String, Envelope<?>> consumer;

    BaseState(LogTopic topic, KafkaConsumer<String, Envelope<?>> consumer) {
        this.topic = topic;
        this.consumer = consumer;
    }

    void readInto(Feed feed) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = topic.partitionsOf(LogReader.names(Kafka.STATES));
        Map<TopicPartition, Long> ends = topic.ends(partitions);
        consumer.assign(partitions);
        topic.begins(partitions).forEach(consumer::seek);
        while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
            for (ConsumerRecord<String, Envelope<?>> record : consumer.poll(POLL)) {
                if (record.value() != null && !(record.value().data() instanceof Unknown)) {
                    feed.base(record.value());
                }
            }
        }
    }
}
