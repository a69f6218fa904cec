package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** The newest state of a thing; compacted topic {@code asterisk-state}, keyed by {@link #key()}. */
public sealed interface AsteriskState extends SccEvent {

    /** {@code queue/<name>}, {@code agent/<interface>} or {@code node/<name>}. */
    String key();

    /** One queue: who waits and who is a member. */
    @JsonTypeName("state.queue")
    record Queue(String queue, String strategy, int waiting, List<String> members) implements AsteriskState {
        public Queue {
            Required.text(queue, "queue");
            members = members == null ? List.of() : List.copyOf(members);
        }

        @Override
        public String key() {
            return "queue/" + queue;
        }
    }

    /** One operator: the phone and each membership. */
    @JsonTypeName("state.agent")
    record AgentState(Agent agent, DeviceState device, List<Membership> memberships) implements AsteriskState {
        public AgentState {
            Required.value(agent, "agent");
            device = device == null ? DeviceState.UNKNOWN : device;
            memberships = memberships == null ? List.of() : List.copyOf(memberships);
        }

        @Override
        public String key() {
            return "agent/" + agent.iface();
        }
    }

    /** An operator's place in one queue. */
    record Membership(String queue, int penalty, boolean paused, String pauseReason) {}

    /** One Asterisk node: which links are up. */
    @JsonTypeName("state.node")
    record Node(String node, boolean ari, boolean ami) implements AsteriskState {
        public Node {
            Required.text(node, "node");
        }

        @Override
        public String key() {
            return "node/" + node;
        }
    }
}
