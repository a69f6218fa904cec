package io.smartcallcenter.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.events.RoutingEvent.CommandRefused;
import io.smartcallcenter.events.RoutingEvent.Refusal;
import io.smartcallcenter.events.Unknown;
import java.io.IOException;
import java.util.Optional;

/** What a command that cannot be read still says of itself. */
final class UnreadableCommand {

    private static final ObjectMapper JSON = new ObjectMapper();

    private UnreadableCommand() {}

    /** The refusal of the decision that the record names; empty if it names no call or no decision. */
    static Optional<CommandRefused> refusal(Unknown unknown) {
        JsonNode command;
        try {
            command = JSON.readTree(unknown.raw());
        } catch (IOException e) {
            return Optional.empty();
        }
        String callId = command.path("callId").textValue();
        String decisionId = command.path("decisionId").textValue();
        if (blank(callId) || blank(decisionId)) {
            return Optional.empty();
        }
        String type = unknown.eventType();
        Refusal reason = EventCodec.types().containsKey(type) ? Refusal.INVALID : Refusal.UNKNOWN;
        return Optional.of(
                new CommandRefused(callId, decisionId, blank(type) ? "unknown" : type, reason, unknown.reason()));
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
