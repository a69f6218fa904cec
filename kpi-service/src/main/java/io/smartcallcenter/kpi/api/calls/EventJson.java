package io.smartcallcenter.kpi.api.calls;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcallcenter.defaults.privacy.Sight;
import io.smartcallcenter.kpi.history.TimelineEvent;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An event of a call; {@code data} is that of the contract on Kafka, as the user may see it. */
public record EventJson(
        String id,
        Instant time,
        @Schema(examples = "call.queue.joined") String type,
        @Schema(examples = "/asterisk/pbx1") String source,
        long seq,
        @Schema(implementation = Object.class, description = "As on Kafka, field names too") ObjectNode data,
        @Schema(description = "The caller's number and name were erased from it") boolean erased) {

    static EventJson of(TimelineEvent event, Sight sight) {
        TimelineEvent seen = event.seenBy(sight);
        return new EventJson(
                seen.id(),
                seen.time(),
                seen.type(),
                seen.source(),
                seen.seq(),
                seen.data(),
                seen.erased() || sight == Sight.NOTHING);
    }
}
