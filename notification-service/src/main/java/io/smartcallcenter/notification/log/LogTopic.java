package io.smartcallcenter.notification.log;

import io.smartcallcenter.events.kafka.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Questions to Kafka about the log and its sources. */
final class LogTopic {

    private final Admin admin;
    private final LogSettings settings;

    LogTopic(Admin admin, LogSettings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    /** Creates the log when it is missing, if it may. @return its epoch: Kafka's id of this very topic, new when it is created again */
    String ensure() throws ExecutionException, InterruptedException {
        if (settings.create()) {
            create();
        }
        TopicDescription description = describe(List.of(settings.topic())).get(settings.topic());
        if (description.partitions().size() != 1) {
            throw new IllegalStateException("topic " + settings.topic() + " must have one partition, it has "
                    + description.partitions().size());
        }
        return description.topicId().toString();
    }

    private void create() throws ExecutionException, InterruptedException {
        NewTopic topic = new NewTopic(settings.topic(), 1, settings.replication())
                .configs(Map.of(
                        "retention.ms", Long.toString(settings.retention().toMillis()),
                        "max.message.bytes", Integer.toString(Topic.COPY_BYTES)));
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    List<TopicPartition> partitionsOf(List<String> topics) throws ExecutionException, InterruptedException {
        return describe(topics).values().stream()
                .flatMap(d -> d.partitions().stream().map(p -> new TopicPartition(d.name(), p.partition())))
                .toList();
    }

    Map<TopicPartition, Long> ends(List<TopicPartition> partitions) throws ExecutionException, InterruptedException {
        return offsets(partitions, OffsetSpec.latest());
    }

    Map<TopicPartition, Long> begins(List<TopicPartition> partitions) throws ExecutionException, InterruptedException {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** The first offset at or after a time (milliseconds since 1970); -1 when there is none. */
    Map<TopicPartition, Long> at(List<TopicPartition> partitions, long time)
            throws ExecutionException, InterruptedException {
        return offsets(partitions, OffsetSpec.forTimestamp(time));
    }

    /** Up to where the writers have copied. */
    Map<TopicPartition, OffsetAndMetadata> copied() throws ExecutionException, InterruptedException {
        return admin.listConsumerGroupOffsets(Kafka.GROUP)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(
                        partitions.stream().collect(Collectors.toMap(p -> p, p -> spec)),
                        // as far as the readers may read
                        new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
        return found.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().offset()));
    }

    /** Kafka's ids of these topics; without those that are not there. */
    Map<String, String> ids(Set<String> topics) throws ExecutionException, InterruptedException {
        Map<String, String> ids = new HashMap<>();
        for (var description : admin.describeTopics(topics).topicNameValues().entrySet()) {
            try {
                ids.put(
                        description.getKey(),
                        description.getValue().get().topicId().toString());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return ids;
    }

    private Map<String, TopicDescription> describe(List<String> topics)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get();
    }
}
