package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** What happened to an operator as a queue member; topic {@code agent-events}, keyed by the member interface. */
public sealed interface AgentEvent extends SccEvent {

    Agent agent();

    @JsonTypeName("agent.added")
    record Added(Agent agent, String queue, boolean paused) implements AgentEvent {
        public Added {
            Required.value(agent, "agent");
            Required.text(queue, "queue");
        }
    }

    @JsonTypeName("agent.removed")
    record Removed(Agent agent, String queue) implements AgentEvent {
        public Removed {
            Required.value(agent, "agent");
            Required.text(queue, "queue");
        }
    }

    /** Paused in one queue; a second one with another reason replaces the first. {@code auto}: app_queue's autopause. */
    @JsonTypeName("agent.paused")
    record Paused(Agent agent, String queue, String reason, boolean auto) implements AgentEvent {
        public Paused {
            Required.value(agent, "agent");
            Required.text(queue, "queue");
            reason = reason == null ? "" : reason;
        }
    }

    @JsonTypeName("agent.unpaused")
    record Unpaused(Agent agent, String queue) implements AgentEvent {
        public Unpaused {
            Required.value(agent, "agent");
            Required.text(queue, "queue");
        }
    }

    /** The phone changed its state; published once, however many queues the operator is in. */
    @JsonTypeName("agent.device")
    record Device(Agent agent, DeviceState state) implements AgentEvent {
        public Device {
            Required.value(agent, "agent");
            Required.value(state, "state");
        }
    }
}
