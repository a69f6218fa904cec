package io.smartcallcenter.bench.kpi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far the KPI service is, by the offsets that its consumer group has committed. */
public final class Lag implements AutoCloseable {

    private static final String GROUP = "kpi-service";

    private final Admin admin;

    public Lag(String kafka) {
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
    }

    /** @param behind records that are not committed yet */
    record Progress(long committed, long behind) {}

    /** Of some topics together. */
    Progress of(List<String> topics) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long done = 0;
            long all = 0;
            for (var end : admin.listOffsets(latest).all().get().entrySet()) {
                OffsetAndMetadata offset = committed.get(end.getKey());
                done += offset == null ? 0 : offset.offset();
                all += end.getValue().offset();
            }
            return new Progress(done, all - done);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell the offsets", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
