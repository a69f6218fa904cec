package io.smartcallcenter.gateway.ownership;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;

/**
 * On which partition of {@code gateway-nodes} a node's name falls: where Kafka itself puts a record with that key. It depends
 * on nothing but the name, so that gateways whose configurations differ for a while never share out a node twice.
 */
final class NodeSlots {

    private NodeSlots() {}

    static int slotOf(String node, int partitions) {
        return Utils.toPositive(Utils.murmur2(node.getBytes(UTF_8))) % partitions;
    }

    /** The nodes that fall on one of these slots. */
    static List<String> on(Set<Integer> slots, Collection<String> nodes, int partitions) {
        return nodes.stream()
                .filter(node -> slots.contains(slotOf(node, partitions)))
                .toList();
    }
}
