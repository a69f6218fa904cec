package io.smartcallcenter.routing.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.availability.AsteriskStateReader;
import io.smartcallcenter.routing.operators.Operator;
import io.smartcallcenter.routing.publication.CurrentRules;
import io.smartcallcenter.routing.rules.RoutingRules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who answers calls, and what their phones do now. They are changed in the draft. */
@Path("/api/operators")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"analyst", "supervisor", "admin"})
@Tag(name = "Operators")
public class OperatorsResource {

    private final CurrentRules current;
    private final AsteriskStateReader state;

    OperatorsResource(CurrentRules current, AsteriskStateReader state) {
        this.current = current;
        this.state = state;
    }

    /** @param rules the version that the operators are from */
    public record Operators(long rules, List<OperatorJson> operators) {}

    /**
     * @param queues penalty by queue, as the rules say it
     * @param states one for each Asterisk node that knows the phone; none = no node has ever reported it
     */
    public record OperatorJson(
            @Schema(examples = "0001") String extension,
            @Schema(examples = "Anna") String name,
            @JsonProperty("interface") @Schema(examples = "PJSIP/0001") String iface,
            int level,
            Set<String> languages,
            Map<String, Integer> skills,
            Map<String, Integer> queues,
            List<StateJson> states) {}

    public record StateJson(@Schema(examples = "pbx1") String node, DeviceState device, List<QueueJson> queues) {}

    /** A queue as Asterisk has it; {@code pauseReason} is absent unless it was given. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record QueueJson(
            @Schema(examples = "support") String queue,
            @JsonInclude int penalty,
            @JsonInclude boolean paused,
            @JsonProperty("pause_reason") String pauseReason) {}

    @GET
    @Operation(summary = "The operators of the rules in force, and the state of their phones now")
    public Operators operators() {
        RoutingRules rules = current.rules();
        return new Operators(
                rules.version(),
                rules.operators().values().stream()
                        .sorted(Comparator.comparing(Operator::extension))
                        .map(this::operator)
                        .toList());
    }

    private OperatorJson operator(Operator operator) {
        return new OperatorJson(
                operator.extension(),
                operator.name(),
                operator.iface(),
                operator.level(),
                new TreeSet<>(operator.languages()),
                new TreeMap<>(operator.skills()),
                new TreeMap<>(operator.queues()),
                state.board().agents(operator.iface()).stream()
                        .map(OperatorsResource::state)
                        .toList());
    }

    private static StateJson state(AgentState agent) {
        return new StateJson(
                agent.node(),
                agent.device(),
                agent.memberships().stream().map(OperatorsResource::queue).toList());
    }

    private static QueueJson queue(Membership membership) {
        return new QueueJson(membership.queue(), membership.penalty(), membership.paused(), membership.pauseReason());
    }
}
