package io.smartcallcenter.routing.journal;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smartcallcenter.events.RoutingEvent.Step;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A decision, and what became of it. Of a command that was refused and that no decision of ours sent (a hang-up, a pause) there is the
 * refusal only.
 *
 * @param at when it was decided
 * @param command what was sent to the gateway
 * @param rules version of the rules, 0 = those of the file
 * @param latencyMicros from reading the request to the command
 * @param refused null = not heard of a refusal
 */
public record JournalledDecision(
        String decisionId,
        String callId,
        Instant at,
        String dialled,
        String callType,
        List<Step> steps,
        @JsonRawValue @Schema(type = SchemaType.OBJECT) String command,
        String caption,
        Long rules,
        Long latencyMicros,
        Refused refused) {

    /**
     * @param reason EXPIRED, UNKNOWN, INVALID or FAILED
     * @param detail for people; may be null
     * @param command the type of what was refused
     */
    public record Refused(String reason, String detail, String command) {}
}
