package io.smartcallcenter.notification.alert.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.Alert.Severity;
import io.smartcallcenter.notification.alert.store.AlertRecord;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An alert, as people read it. */
@Schema(name = "Alert")
public record AlertJson(
        @Schema(description = "Of this time that it was raised") String id,
        @Schema(description = "Of all times", examples = "longest-wait/support") String key,
        @Schema(enumeration = {"open", "acknowledged", "cleared"}) String state,
        Severity severity,
        @Schema(description = "What is wrong, in one sentence") String what,
        @Schema(description = "What to do about it") String advice,
        @Schema(nullable = true, description = "Id of the rule; null if no rule is behind it") String rule,
        @Schema(nullable = true, description = "Queue, operator, node or consumer group") String subject,
        @Schema(nullable = true) Double value,
        @Schema(nullable = true) Double threshold,
        @Schema(description = "When it began; raised_at is later by the rule's hold time") Instant since,
        boolean silenced,
        @Schema(description = "Who raised it", examples = "/notification-service") String source,
        @JsonProperty("raised_at") Instant raisedAt,
        @Schema(nullable = true) @JsonProperty("cleared_at") Instant clearedAt,
        @Schema(nullable = true) Acknowledgement acknowledgement) {

    /** Who looks after it. */
    public record Acknowledgement(String by, Instant at, @Schema(nullable = true) String note) {}

    static AlertJson of(AlertRecord record) {
        Alert.Raised alert = record.alert();
        return new AlertJson(
                record.id(),
                alert.key(),
                record.state().name().toLowerCase(Locale.ROOT),
                alert.severity(),
                alert.what(),
                alert.advice(),
                alert.rule(),
                alert.subject(),
                alert.value(),
                alert.threshold(),
                alert.since(),
                alert.silenced(),
                record.source(),
                record.raisedAt(),
                record.clearedAt(),
                record.acknowledgedAt() == null
                        ? null
                        : new Acknowledgement(record.acknowledgedBy(), record.acknowledgedAt(), record.note()));
    }
}
