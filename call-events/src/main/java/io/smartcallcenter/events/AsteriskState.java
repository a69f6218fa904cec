package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;

/**
 * The newest state of a thing on one Asterisk node; compacted topic {@code asterisk-state}, keyed by {@link #key()}. Two nodes can
 * have a queue or a phone of the same name: they are two things.
 */
public sealed interface AsteriskState extends SccEvent {

    /** {@code queue/<node>/<name>}, {@code agent/<node>/<interface>} or {@code node/<name>}. */
    String key();

    String node();

    /** One queue: who waits, in the order of service, and who is a member. */
    @JsonTypeName("state.queue")
    record Queue(String node, String queue, String strategy, List<Waiting> waiting, List<String> members)
            implements AsteriskState {
        public Queue {
            Required.text(node, "node");
            Required.text(queue, "queue");
            waiting = waiting == null ? List.of() : List.copyOf(waiting);
            members = members == null ? List.of() : List.copyOf(members);
        }

        @Override
        public String key() {
            return "queue/" + node + "/" + queue;
        }
    }

    /**
     * A caller who waits.
     *
     * @param position 1 = next to be served
     * @param since the join, by Asterisk's clock
     */
    record Waiting(String callId, String entryId, Party caller, int position, Instant since) {
        public Waiting {
            Required.text(callId, "callId");
            Required.text(entryId, "entryId");
            caller = caller == null ? new Party("", "") : caller;
        }
    }

    /** One operator: the phone and each membership. */
    @JsonTypeName("state.agent")
    record AgentState(String node, Agent agent, DeviceState device, List<Membership> memberships)
            implements AsteriskState {
        public AgentState {
            Required.text(node, "node");
            Required.value(agent, "agent");
            device = device == null ? DeviceState.UNKNOWN : device;
            memberships = memberships == null ? List.of() : List.copyOf(memberships);
        }

        @Override
        public String key() {
            return "agent/" + node + "/" + agent.iface();
        }
    }

    /** An operator's place in one queue. */
    record Membership(String queue, int penalty, boolean paused, String pauseReason) {}

    /** One Asterisk node: which links are up, and what can be heard over them. */
    @JsonTypeName("state.node")
    record Node(String node, boolean ari, boolean ami, NodeMode mode) implements AsteriskState {
        public Node {
            Required.text(node, "node");
            mode = mode == null ? NodeMode.FULL : mode;
        }

        @Override
        public String key() {
            return "node/" + node;
        }
    }
}
