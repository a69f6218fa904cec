package io.smartcallcenter.gateway.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.gateway.link.LinkState;
import io.smartcallcenter.gateway.node.AsteriskNode;
import io.smartcallcenter.gateway.normalize.LiveView;
import io.smartcallcenter.gateway.ownership.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the Asterisk nodes look like at this moment. Queues, operators and calls are those of the nodes that this gateway runs. */
@Schema(
        description =
                "Queues, operators and calls are those of the nodes that the answering gateway runs; a node of another"
                        + " gateway names its owner and the address of the owner's API")
public record RealtimeData(
        Instant at,
        @Schema(examples = "gateway-1-8081", description = "The gateway that answers") String gateway,
        List<Node> nodes,
        List<QueueOf> queues,
        List<OperatorOf> operators,
        List<CallOf> calls) {

    /**
     * @param here whether the gateway that answers runs the node
     * @param owner the gateway that runs it; null if none does
     * @param ownerAddress where to ask for what this answer does not hold
     * @param deliveredUpTo everything that Asterisk sent until then is with Kafka; null if nobody ever listened
     * @param lagMs how long ago that was
     * @param mode null unless {@code here}, as are {@code ari}, {@code ami}, {@code kafka} and {@code skippedFrames}
     * @param skippedFrames frames and events that could not be read since the node was taken over
     */
    public record Node(
            @Schema(examples = "pbx1") String name,
            boolean here,
            NodeStatus.State state,
            @Schema(examples = "gateway-1-8081") String owner,
            @Schema(examples = "http://gateway-1:8081") String ownerAddress,
            long epoch,
            Instant deliveredUpTo,
            @Schema(examples = "240") Long lagMs,
            NodeMode mode,
            Link ari,
            Link ami,
            Boolean kafka,
            Long skippedFrames) {

        static Node of(NodeStatus status, AsteriskNode running, boolean kafka, LiveView view, Instant now) {
            Instant delivered = running == null || running.heard() == null ? status.heard() : running.heard();
            Long lag = delivered == null
                    ? null
                    : Math.max(0, Duration.between(delivered, now).toMillis());
            if (running == null) {
                return new Node(
                        status.node(),
                        false,
                        status.state(),
                        status.owner(),
                        status.address(),
                        status.epoch(),
                        delivered,
                        lag,
                        null,
                        null,
                        null,
                        null,
                        null);
            }
            long skipped = view.node().skipped()
                    + running.ari().brokenFrames()
                    + running.ami().brokenFrames();
            return new Node(
                    status.node(),
                    true,
                    status.state(),
                    status.owner(),
                    status.address(),
                    status.epoch(),
                    delivered,
                    lag,
                    view.node().mode(),
                    Link.of(running.ari()),
                    Link.of(running.ami()),
                    kafka,
                    skipped);
        }
    }

    /**
     * @param since when it came up or went down
     * @param reason why it is down; empty while it is up
     * @param lagMs receive time minus Asterisk's own time of a recent event, so with the difference of the clocks; null while unknown
     * @param clockOffsetMs Asterisk's clock minus ours; null while unknown
     */
    public record Link(boolean up, Instant since, String reason, Long lagMs, Long clockOffsetMs) {

        static Link of(LinkState state) {
            return new Link(
                    state.up(), state.since(), state.reason(), millis(state.lag()), millis(state.clockOffset()));
        }

        private static Long millis(Duration duration) {
            return duration == null ? null : duration.toMillis();
        }
    }

    public record QueueOf(String node, @JsonUnwrapped LiveView.Queue queue) {}

    public record OperatorOf(String node, @JsonUnwrapped LiveView.Operator operator) {}

    public record CallOf(String node, @JsonUnwrapped LiveView.Call call) {}

    static RealtimeData of(
            String gateway,
            List<NodeStatus> statuses,
            Map<String, AsteriskNode> running,
            Map<String, LiveView> views,
            boolean kafka) {
        Instant now = Instant.now();
        List<Node> nodes = new ArrayList<>();
        List<QueueOf> queues = new ArrayList<>();
        List<OperatorOf> operators = new ArrayList<>();
        List<CallOf> calls = new ArrayList<>();
        for (NodeStatus status : statuses) {
            String name = status.node();
            LiveView view = views.get(name);
            nodes.add(Node.of(status, view == null ? null : running.get(name), kafka, view, now));
            if (view != null) {
                view.queues().forEach(queue -> queues.add(new QueueOf(name, queue)));
                view.operators().forEach(operator -> operators.add(new OperatorOf(name, operator)));
                view.calls().forEach(call -> calls.add(new CallOf(name, call)));
            }
        }
        return new RealtimeData(now, gateway, nodes, queues, operators, calls);
    }
}
