package io.smartcallcenter.gateway.api;

import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.gateway.link.LinkState;
import io.smartcallcenter.gateway.node.AsteriskNode;
import io.smartcallcenter.gateway.normalize.LiveView;
import java.time.Instant;
import java.util.List;

/** What the Asterisk nodes look like at this moment. */
public record RealtimeData(
        Instant at,
        List<Node> nodes,
        List<LiveView.Queue> queues,
        List<LiveView.Operator> operators,
        List<LiveView.Call> calls) {

    /** @param skippedFrames frames and events that could not be read since the start */
    public record Node(String name, NodeMode mode, Link ari, Link ami, boolean kafka, long skippedFrames) {}

    /**
     * @param since when it came up or went down
     * @param reason why it is down; empty while it is up
     */
    public record Link(boolean up, Instant since, String reason) {

        static Link of(LinkState state) {
            return new Link(state.up(), state.since(), state.reason());
        }
    }

    static RealtimeData of(AsteriskNode asterisk, boolean kafka, LiveView view) {
        long skipped = view.node().skipped()
                + asterisk.ari().brokenFrames()
                + asterisk.ami().brokenFrames();
        Node node = new Node(
                view.node().name(),
                view.node().mode(),
                Link.of(asterisk.ari()),
                Link.of(asterisk.ami()),
                kafka,
                skipped);
        return new RealtimeData(Instant.now(), List.of(node), view.queues(), view.operators(), view.calls());
    }
}
