package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** How a call and its CDR rows agree; topic {@code cdr-events}, keyed by call id. */
public sealed interface CdrEvent extends SccEvent {

    String callId();

    @JsonTypeName("cdr.matched")
    record Matched(String callId, int rows, long billableS) implements CdrEvent {
        public Matched {
            Required.text(callId, "callId");
        }
    }

    /** {@code side}: where it is missing. */
    @JsonTypeName("cdr.missing")
    record Missing(String callId, Side side, String reason) implements CdrEvent {
        public Missing {
            Required.text(callId, "callId");
            Required.value(side, "side");
        }
    }

    enum Side {
        CDR,
        EVENTS
    }

    @JsonTypeName("cdr.mismatched")
    record Mismatched(String callId, List<String> differences) implements CdrEvent {
        public Mismatched {
            Required.text(callId, "callId");
            differences = differences == null ? List.of() : List.copyOf(differences);
        }
    }
}
