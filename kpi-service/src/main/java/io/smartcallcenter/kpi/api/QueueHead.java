package io.smartcallcenter.kpi.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.kpi.query.QueueQuestion;
import java.time.Instant;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What was asked about queues, with the defaults filled in. */
@JsonNaming(SnakeCaseStrategy.class)
public record QueueHead(
        @Schema(description = "Inclusive, in UTC") Instant from,
        @Schema(description = "Exclusive, in UTC") Instant to,
        String tz,
        @Schema(description = "Null: the range was not cut", nullable = true) String interval,
        String attribution,
        @Schema(description = "False if events of the range were lost, or how a call in it ended") boolean complete,
        @Schema(description = "Seconds") int slThreshold,
        String slMode,
        @Schema(description = "Seconds") int shortAbandon) {

    static QueueHead of(QueueQuestion question, ZoneId zone, String interval, boolean complete) {
        return new QueueHead(
                question.grid().range().from(),
                question.grid().range().to(),
                zone.getId(),
                interval,
                question.attribution().wireName(),
                complete,
                question.policy().slThreshold(),
                question.policy().slMode().wireName(),
                question.policy().shortAbandon());
    }
}
