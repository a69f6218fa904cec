package io.smartcallcenter.routing.simulate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.routing.decide.Decision;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What would happen, and why.
 *
 * @param steps the six steps in order
 * @param command what the gateway would be told, in the form that it has on Kafka
 * @param caption for whoever answers; absent = none
 * @param rules version of the rules that decided, 0 = of the file or of the question's document
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Simulated(
        @Schema(examples = "QUEUE_NUMBER") String callType,
        List<Step> steps,
        @Schema(type = SchemaType.OBJECT) JsonNode command,
        String caption,
        long rules) {

    public record Step(
            @Schema(examples = "strategy") String name,
            @Schema(examples = "25 wait in support: queue backup; somebody is free") String finding) {}

    static Simulated of(Decision decision, JsonNode command) {
        return new Simulated(
                decision.callType().name(),
                decision.steps().stream()
                        .map(step -> new Step(step.name(), step.finding()))
                        .toList(),
                command,
                decision.caption(),
                decision.rules());
    }
}
