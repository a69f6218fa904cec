package io.smartcallcenter.routing.requests;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Skips what expired while nobody was here. Reading an hour of old call events first would make the callers of that time
 * wait for the fallback, one and all.
 */
@ApplicationScoped
@Identifier("never-replay")
class NeverReplay implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(NeverReplay.class);

    private final Duration commandTtl;

    NeverReplay(@ConfigProperty(name = "scc.routing.command-ttl") Duration commandTtl) {
        this.commandTtl = commandTtl;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        long stillAlive = System.currentTimeMillis() - commandTtl.toMillis();
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.forEach(partition -> wanted.put(partition, stillAlive));
        // The ends first: a request that comes between the two questions must not be skipped.
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp first = found.get(partition);
            long target = first == null ? ends.get(partition) : first.offset();
            if (target > consumer.position(partition)) {
                LOG.infof("%s: skipping what expired, to offset %d", partition, target);
                consumer.seek(partition, target);
            }
        }
    }
}
