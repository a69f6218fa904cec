package io.smartcallcenter.routing.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.EventCodec;
import io.smartcallcenter.routing.availability.AsteriskStateReader;
import io.smartcallcenter.routing.availability.OperatorBoard;
import io.smartcallcenter.routing.decide.Decision;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers what would happen to a call. Nothing is sent to anybody. */
@Path("/api/routing/simulate")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"supervisor", "admin", "analyst"})
@Tag(name = "Routing")
public class SimulateResource {

    private static final String NO_NODE = "none";

    private final AskedRules rules;
    private final OperatorBoard board;
    private final Simulation simulation;
    private final QuestionReader reader;
    private final ObjectMapper mapper;

    SimulateResource(
            AskedRules rules,
            AsteriskStateReader state,
            ObjectMapper mapper,
            @ConfigProperty(name = "scc.routing.command-ttl") Duration commandTtl) {
        this.rules = rules;
        this.board = state.board();
        this.simulation = new Simulation(commandTtl);
        this.reader = new QuestionReader(mapper);
        this.mapper = mapper;
    }

    /** Blocking, because the rules of a question can be long. */
    @POST
    @Blocking
    @Operation(
            summary = "What would happen to a call, and why, without a call",
            description = "Decided as live calls are, with the live states where nothing else is assumed")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Question.class),
                            examples = @ExampleObject(name = "a holiday, and 25 wait", value = Question.EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "The decision with its six steps",
            content = @Content(schema = @Schema(implementation = Simulated.class)))
    @APIResponse(responseCode = "400", description = "The body is no JSON")
    @APIResponse(responseCode = "422", description = "A field is missing or wrong: the problem names it")
    public Uni<Simulated> simulate(byte[] body) {
        Question question = reader.read(body);
        Instant at = QuestionReader.at(question, Instant.now());
        String node = node(question.node());
        return rules.of(question).map(asked -> simulated(simulation.decide(question, node, asked, board, at)));
    }

    private String node(String asked) {
        Set<String> known = board.nodes();
        if (asked != null || known.isEmpty()) {
            return asked == null ? NO_NODE : asked;
        }
        if (known.size() > 1) {
            throw Refusal.field("node", "is missing: which of " + String.join(", ", known));
        }
        return known.iterator().next();
    }

    private Simulated simulated(Decision decision) {
        return Simulated.of(decision, json(decision.command()));
    }

    private JsonNode json(CallCommand command) {
        try {
            return mapper.readTree(EventCodec.write(command));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
