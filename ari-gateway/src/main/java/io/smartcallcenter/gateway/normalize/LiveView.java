package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.events.Party;
import java.time.Instant;
import java.util.List;

/** What the node looks like now, for people who look at it: an immutable copy. */
public record LiveView(Node node, List<Queue> queues, List<Operator> operators, List<Call> calls) {

    /** @param skipped frames that could not be read since the start */
    public record Node(String name, boolean ari, boolean ami, NodeMode mode, long skipped) {}

    public record Queue(String name, String strategy, List<Waiting> waiting, List<String> members) {}

    /** @param position 1 = next to be served */
    public record Waiting(String callId, String entryId, String channelId, Party caller, int position, Instant since) {}

    public record Operator(Agent agent, DeviceState device, List<Membership> memberships) {}

    /**
     * @param state {@code DECIDING}, {@code WAITING}, {@code RINGING}, {@code TALKING} or {@code OTHER}
     * @param queue null outside a queue
     * @param agent null while nobody is ringing or talking
     */
    public record Call(
            String callId,
            String channelId,
            Party caller,
            String dialled,
            Instant since,
            String state,
            String queue,
            Agent agent) {}
}
