package io.smartcallcenter.routing.simulate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.smartcallcenter.events.RoutingEvent.CallType;
import io.smartcallcenter.events.RoutingEvent.Step;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What would happen, and why.
 *
 * @param command what the gateway would be told, in the form that it has on Kafka
 * @param caption for whoever answers; absent = none
 * @param rules version of the rules that decided, 0 = of the file or of the question's document
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Simulated(
        CallType callType,
        List<Step> steps,
        @Schema(type = SchemaType.OBJECT) JsonNode command,
        String caption,
        long rules) {}
