package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** What was decided and why, and which commands the gateway refused; topic {@code routing-events}, keyed by call id. */
public sealed interface RoutingEvent extends SccEvent {

    String callId();

    /**
     * @param steps the six steps in order, each with its finding
     * @param caption of the dialled number or the caller, for whoever answers; may be null
     * @param rules version of the rules that decided, 0 = those of the file, before the first publication
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
            String caption,
            long rules,
            long latencyMicros)
            implements RoutingEvent {
        public Decided {
            Required.text(callId, "callId");
            Required.text(decisionId, "decisionId");
            steps = steps == null ? List.of() : List.copyOf(steps);
        }
    }

    /**
     * The gateway did not do what a command asked for.
     *
     * @param command the command's type, {@code route.queue}
     * @param detail for people; may be null
     */
    @JsonTypeName("command.refused")
    record CommandRefused(String callId, String decisionId, String command, Refusal reason, String detail)
            implements RoutingEvent {
        public CommandRefused {
            Required.text(callId, "callId");
            Required.text(decisionId, "decisionId");
            Required.text(command, "command");
            Required.value(reason, "reason");
        }
    }

    /**
     * EXPIRED: read too late. DUPLICATE: executed already. UNKNOWN: no such call, it waits for this decision no more, or the gateway
     * knows no such command; that record is a dead letter too. INVALID: it can never be executed; the record is a dead letter too.
     * FAILED: Asterisk refused.
     */
    enum Refusal {
        EXPIRED,
        DUPLICATE,
        UNKNOWN,
        INVALID,
        FAILED
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
