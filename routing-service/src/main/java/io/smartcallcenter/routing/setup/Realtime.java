package io.smartcallcenter.routing.setup;

import java.util.List;

/** What the gateway says of its Asterisk nodes at this moment. */
public record Realtime(List<Node> nodes, List<Queue> queues) {

    public Realtime {
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        queues = queues == null ? List.of() : List.copyOf(queues);
    }

    /**
     * @param here whether the gateway that answers runs the node
     * @param ari null unless {@code here}
     * @param ami null unless {@code here}
     */
    public record Node(String name, boolean here, Link ari, Link ami) {}

    public record Link(boolean up, String reason) {}

    public record Queue(String node, String name) {}
}
