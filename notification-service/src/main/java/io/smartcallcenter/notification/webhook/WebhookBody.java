package io.smartcallcenter.notification.webhook;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an administrator says of a webhook. */
@Schema(name = "Webhook")
public record WebhookBody(
        @Schema(examples = "https://crm.example/hooks/calls", maxLength = 2048) String url,
        @Schema(
                        description =
                                "16 to 256 characters; stored encrypted and never shown. Left out, the stored one stays",
                        nullable = true)
                String secret,
        @Schema(
                        description = "Names of events, or families with * at the end",
                        examples = "[\"customer.card\", \"alert.*\", \"call.ended\"]")
                List<String> types,
        @Schema(description = "Default: true", nullable = true) Boolean enabled) {

    /** Without the secret. */
    @Override
    public String toString() {
        return url + " " + types;
    }
}
