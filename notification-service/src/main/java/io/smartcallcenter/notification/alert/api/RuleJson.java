package io.smartcallcenter.notification.alert.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.events.Alert.Severity;
import io.smartcallcenter.notification.alert.AlertKind;
import io.smartcallcenter.notification.alert.AlertRule;
import io.smartcallcenter.notification.alert.DefaultRules;
import io.smartcallcenter.notification.alert.store.StoredRule;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule, as people read it. */
public record RuleJson(
        String id,
        AlertKind kind,
        String selector,
        @Schema(nullable = true, description = "Null if the kind has none") Double threshold,
        @Schema(nullable = true) @JsonProperty("clear_threshold") Double clearThreshold,
        @JsonProperty("hold_s") long holdS,
        @JsonProperty("clear_hold_s") long clearHoldS,
        @Schema(nullable = true) @JsonProperty("min_calls") Integer minCalls,
        Severity severity,
        boolean enabled,
        String advice,
        @Schema(description = "One of the rules of a fresh system, changed or not") @JsonProperty("default")
                boolean usual,
        @Schema(description = "0 = a default that nobody has changed") long revision,
        @Schema(nullable = true) @JsonProperty("changed_at") Instant changedAt,
        @Schema(nullable = true) @JsonProperty("changed_by") String changedBy) {

    static RuleJson of(StoredRule stored) {
        AlertRule rule = stored.rule();
        boolean measured = rule.kind().measured();
        return new RuleJson(
                rule.id(),
                rule.kind(),
                rule.selector().pattern(),
                measured ? rule.threshold() : null,
                measured ? rule.clearThreshold() : null,
                rule.hold().toSeconds(),
                rule.clearHold().toSeconds(),
                rule.kind() == AlertKind.SERVICE_LEVEL_LOW ? rule.minCalls() : null,
                rule.severity(),
                rule.enabled(),
                rule.adviceOrUsual(),
                DefaultRules.has(rule.id()),
                stored.revision(),
                stored.changedAt(),
                stored.changedBy());
    }
}
