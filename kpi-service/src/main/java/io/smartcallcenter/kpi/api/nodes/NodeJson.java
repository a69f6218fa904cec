package io.smartcallcenter.kpi.api.nodes;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smartcallcenter.kpi.node.Node;
import io.smartcallcenter.kpi.node.Retirement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A node as the API shows it. */
@JsonNaming(SnakeCaseStrategy.class)
public record NodeJson(
        @Schema(examples = "pbx1") String node,
        @Schema(
                        enumeration = {"up", "down", "retired"},
                        description = "down: at least one link is; figures from then on are not complete")
                String state,
        @Schema(description = "When it last caused an event, or a link of it is known to have worked") Instant lastSeen,
        List<LinkJson> links,
        @Schema(description = "All that were not taken back, the earliest first") List<RetirementJson> retirements) {

    /** A link as it was last heard of. */
    public record LinkJson(
            @Schema(enumeration = {"ari", "ami"}) String link,
            boolean up,
            @Schema(description = "When it came up, or until when it worked") Instant since) {}

    /** Since when the node is said to be gone. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record RetirementJson(
            @Schema(description = "Inclusive") Instant at,
            @Schema(nullable = true, description = "The first event of the node after it; null while it is retired")
                    Instant backAt,
            String by,
            String reason) {

        private static RetirementJson of(Retirement retirement) {
            return new RetirementJson(retirement.at(), retirement.backAt(), retirement.by(), retirement.reason());
        }
    }

    static NodeJson of(Node node) {
        return new NodeJson(
                node.name(),
                node.state().name().toLowerCase(Locale.ROOT),
                node.lastSeen(),
                node.links().stream()
                        .map(link -> new LinkJson(link.link().toLowerCase(Locale.ROOT), link.up(), link.since()))
                        .toList(),
                node.retirements().stream().map(RetirementJson::of).toList());
    }
}
