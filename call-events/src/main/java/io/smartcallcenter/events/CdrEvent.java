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

    /**
     * @param side where it is missing
     * @param reason for people
     * @param codes for machines: {@code NO_ROW}, {@code GATEWAY_GAP} ...; there may be new ones at any time
     */
    @JsonTypeName("cdr.missing")
    record Missing(String callId, Side side, String reason, List<String> codes) implements CdrEvent {
        public Missing {
            Required.text(callId, "callId");
            Required.value(side, "side");
            codes = codes == null ? List.of() : List.copyOf(codes);
        }

        public Missing(String callId, Side side, String reason) {
            this(callId, side, reason, List.of());
        }
    }

    enum Side {
        CDR,
        EVENTS
    }

    /**
     * @param differences for people
     * @param codes as in {@link Missing}
     */
    @JsonTypeName("cdr.mismatched")
    record Mismatched(String callId, List<String> differences, List<String> codes) implements CdrEvent {
        public Mismatched {
            Required.text(callId, "callId");
            differences = differences == null ? List.of() : List.copyOf(differences);
            codes = codes == null ? List.of() : List.copyOf(codes);
        }

        public Mismatched(String callId, List<String> differences) {
            this(callId, differences, List.of());
        }
    }
}
