package io.smartcallcenter.notification.alert.watch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Asks Kafka how far consumer groups are behind. */
final class GroupLags implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(GroupLags.class);
    private static final int PATIENCE_MS = 5_000;

    private final Admin admin;
    private final List<String> groups;
    private Map<String, Long> known = Map.of();

    GroupLags(String bootstrapServers, List<String> groups) {
        this.groups = groups;
        this.admin = Admin.create(Map.of(
                "bootstrap.servers", bootstrapServers,
                "default.api.timeout.ms", PATIENCE_MS,
                "request.timeout.ms", PATIENCE_MS));
    }

    /** Records by group; of groups that have committed nothing there is none. What cannot be asked stays as it was. */
    Map<String, Long> read() throws InterruptedException {
        try {
            Map<String, Long> lags = new HashMap<>();
            for (String group : groups) {
                Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
                if (!committed.isEmpty()) {
                    lags.put(group, lag(committed));
                }
            }
            known = lags;
        } catch (ExecutionException e) {
            LOG.warnf("The lag of the consumer groups is not known: %s", e.getCause());
        }
        return known;
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>(admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get());
        committed.values().removeIf(offset -> offset == null);
        return committed;
    }

    private long lag(Map<TopicPartition, OffsetAndMetadata> committed) throws ExecutionException, InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(committed.keySet().stream()
                        .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest())))
                .all()
                .get();
        return committed.entrySet().stream()
                .mapToLong(each -> Math.max(
                        0, ends.get(each.getKey()).offset() - each.getValue().offset()))
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }
}
