package io.smartcallcenter.notification.alert.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.notification.alert.AlertKind;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an administrator says of a rule. */
@Schema(name = "AlertRule")
public record RuleBody(
        @Schema(description = "Of a new rule: 1 to 64 of a-z, 0-9 and -", examples = "vip-waits", nullable = true)
                String id,
        @Schema(implementation = AlertKind.class, examples = "LONGEST_WAIT") String kind,
        @Schema(
                        description = "Queue, interface of an operator, <node>/<link>, node or consumer group; * stands"
                                + " for any characters. Default: *",
                        nullable = true,
                        maxLength = 128,
                        examples = "vip-*")
                String selector,
        @Schema(
                        description = "Percent, seconds, calls, callers or records; not for OPERATOR_AUTO_PAUSED and"
                                + " LINK_DOWN",
                        nullable = true)
                Double threshold,
        @Schema(
                        description = "On the good side of threshold; between the two an alert stays as it is. Default:"
                                + " threshold",
                        nullable = true)
                @JsonProperty("clear_threshold")
                Double clearThreshold,
        @Schema(description = "Seconds before it is raised, 0 to 840. Default: 0", nullable = true)
                @JsonProperty("hold_s")
                Integer holdS,
        @Schema(description = "Seconds before it is cleared, 0 to 840. Default: 0", nullable = true)
                @JsonProperty("clear_hold_s")
                Integer clearHoldS,
        @Schema(
                        description = "Of SERVICE_LEVEL_LOW: nothing is said of fewer calls, 1 to 100000. Default: 20",
                        nullable = true)
                @JsonProperty("min_calls")
                Integer minCalls,
        @Schema(description = "WARNING or CRITICAL. Default: WARNING", nullable = true) String severity,
        @Schema(description = "Default: true", nullable = true) Boolean enabled,
        @Schema(description = "What to do. Default: what the kind says", nullable = true, maxLength = 500)
                String advice) {}
