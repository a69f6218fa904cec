package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** What the routing service decided and why; topic {@code routing-events}, keyed by call id. */
public sealed interface RoutingEvent extends SccEvent {

    String callId();

    /**
     * @param steps the six steps in order, each with its finding
     * @param latencyMicros from reading the request to the command, inside the service
     */
    @JsonTypeName("routing.decided")
    record Decided(
            String callId,
            String decisionId,
            String requestId,
            String dialled,
            CallType callType,
            List<Step> steps,
            CallCommand command,
            long latencyMicros)
            implements RoutingEvent {
        public Decided {
            Required.text(callId, "callId");
            Required.text(decisionId, "decisionId");
            steps = steps == null ? List.of() : List.copyOf(steps);
        }
    }

    enum CallType {
        DIRECT_EXTENSION,
        QUEUE_NUMBER,
        SERVICE_NUMBER,
        UNKNOWN
    }

    /** One of the six steps of the algorithm: {@code number-plan}, {@code business-hours}... */
    record Step(String name, String finding) {}
}
