package io.smartcallcenter.notification.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A webhook without its secret, and how its deliveries go. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookJson(
        String id,
        String url,
        List<String> types,
        boolean enabled,
        @Schema(description = "The ETag to change it with is this number in quotes") long revision,
        Instant createdAt,
        Instant changedAt,
        String changedBy,
        @Schema(description = "Events that were taken") long delivered,
        @Schema(description = "Events that were given up") long failures,
        Instant lastDelivery,
        Failure lastFailure) {

    /** The last attempt that failed. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Failure(
            Instant at,
            @Schema(examples = "customer.card") String event,
            String eventId,
            @Schema(examples = "status 503") String reason,
            @Schema(description = "false: it is sent again") boolean givenUp) {}

    static WebhookJson of(Webhook webhook, Deliveries deliveries) {
        Deliveries.Failure failure = deliveries.lastFailure();
        return new WebhookJson(
                webhook.id(),
                webhook.url().toString(),
                webhook.types().patterns(),
                webhook.enabled(),
                webhook.revision(),
                webhook.createdAt(),
                webhook.changedAt(),
                webhook.changedBy(),
                deliveries.delivered(),
                deliveries.failures(),
                deliveries.lastDelivery(),
                failure == null
                        ? null
                        : new Failure(
                                failure.at(), failure.event(), failure.eventId(), failure.reason(), failure.givenUp()));
    }
}
