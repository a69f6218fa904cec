package io.smartcallcenter.gateway.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smartcallcenter.events.kafka.Topic;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.TopicPartition;

/** How the group shares out the slots: Kafka's side of {@link SlotShares}. Each gateway tells the group which nodes it knows. */
public final class NodeAssignor implements ConsumerPartitionAssignor, Configurable {

    /** A consumer setting: the names of the configured nodes, a collection of strings. */
    static final String NODES = "scc.nodes";

    private static final String TOPIC = Topic.GATEWAY_NODES.topicName();
    private static final String SEPARATOR = "\n";

    private String nodes = "";

    @Override
    public void configure(Map<String, ?> settings) {
        List<String> names = new ArrayList<>();
        if (settings.get(NODES) instanceof Collection<?> configured) {
            configured.forEach(name -> names.add(name.toString()));
        }
        nodes = String.join(SEPARATOR, names);
    }

    @Override
    public String name() {
        return "scc-nodes";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return ByteBuffer.wrap(nodes.getBytes(UTF_8));
    }

    @Override
    public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
        Integer known = cluster.partitionCountForTopic(TOPIC);
        int slots = known == null ? 0 : known;
        List<SlotShares.Member> members = new ArrayList<>();
        group.groupSubscription().forEach((id, subscription) -> members.add(member(id, subscription, slots)));
        Map<String, Assignment> assignments = new HashMap<>();
        SlotShares.of(members, slots)
                .forEach((id, share) -> assignments.put(
                        id,
                        new Assignment(share.stream()
                                .map(slot -> new TopicPartition(TOPIC, slot))
                                .toList())));
        return new GroupAssignment(assignments);
    }

    private static SlotShares.Member member(String id, Subscription subscription, int slots) {
        Set<Integer> used = new HashSet<>();
        names(subscription).forEach(name -> used.add(NodeSlots.slotOf(name, Math.max(1, slots))));
        List<Integer> owned = subscription.ownedPartitions().stream()
                .filter(partition -> partition.topic().equals(TOPIC))
                .map(TopicPartition::partition)
                .toList();
        return new SlotShares.Member(
                id, used, owned, subscription.generationId().orElse(-1));
    }

    private static List<String> names(Subscription subscription) {
        ByteBuffer data = subscription.userData();
        if (data == null || !data.hasRemaining()) {
            return List.of();
        }
        return List.of(UTF_8.decode(data.duplicate()).toString().split(SEPARATOR));
    }
}
