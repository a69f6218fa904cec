package io.smartcallcenter.gateway.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.config.GatewayConfig;
import io.smartcallcenter.gateway.config.NodeSettings;
import io.smartcallcenter.gateway.node.Gateway;
import io.smartcallcenter.gateway.ownership.NodeStatus;
import io.smartcallcenter.gateway.setup.AsteriskScan;
import io.smartcallcenter.gateway.setup.Check;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tries an Asterisk, connects to it and disconnects from it. For administrators: the given host is really asked. */
@Path("/api/asterisk")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Blocking
@Tag(name = "Set-up", description = "Look at an Asterisk before and after it is used")
public class ConnectResource {

    /** A little longer than the checks allow themselves. */
    private static final long PATIENCE_S = 25;

    private final Gateway gateway;
    private final AsteriskScan scan;

    ConnectResource(Gateway gateway, FallbackConfig fallback, GatewayConfig config, Vertx vertx) {
        this.gateway = gateway;
        this.scan = new AsteriskScan(vertx, fallback.queue(), config.link().requestTimeout());
    }

    /**
     * @param connected both interfaces can be used with what was given
     * @param adopted the gateway uses it from now on
     * @param until how long that lasts; null unless adopted
     */
    public record Connection(
            @Schema(examples = "pbx1") String node,
            boolean connected,
            boolean adopted,
            @Schema(examples = "this gateway is restarted, or another gateway takes the node over") String until,
            List<Check> checks) {}

    /** @param node a node that this gateway runs */
    public record Disconnect(@Schema(examples = "pbx1") String node) {}

    public record Disconnected(
            @Schema(examples = "pbx1") String node,
            @Schema(examples = "connect, a restart of this gateway, or another gateway that takes the node over")
                    String until) {}

    @POST
    @Path("/connect")
    @Operation(
            summary = "Tries an Asterisk with these credentials, and uses them on request",
            description =
                    "Without `adopt` nothing changes. With it the node's links are closed and opened again with what was"
                            + " given: until the gateway is restarted, so put it into the configuration too. Only the gateway that runs"
                            + " the node can do so.")
    @APIResponse(responseCode = "200", description = "Each check by its name")
    @APIResponse(
            responseCode = "409",
            description = "Another gateway runs the node: the problem names it and its address")
    @APIResponse(responseCode = "422", description = "A field is missing or wrong: the problem names it")
    public Connection connect(Credentials given) {
        NodeSettings node = Problems.required(given, "body").settings(gateway.configured());
        AsteriskScan.Result result = await(scan.connection(node));
        boolean adopted = false;
        if (given.adopt() && result.usable()) {
            adopted = gateway.adopt(node);
            if (!adopted) {
                throw elsewhere(node.name());
            }
        }
        String until = adopted ? "this gateway is restarted, or another gateway takes the node over" : null;
        return new Connection(node.name(), result.usable(), adopted, until, result.checks());
    }

    @POST
    @Path("/disconnect")
    @Operation(
            summary = "Closes both links to a node",
            description =
                    "Callers who wait for a decision go to the default queue; later ones take the dialplan's own fallback."
                            + " Events of that time are missing, and the gap is said when the node is connected again.")
    @APIResponse(responseCode = "200", description = "The links are closed")
    @APIResponse(
            responseCode = "409",
            description = "Another gateway runs the node: the problem names it and its address")
    @APIResponse(responseCode = "422", description = "A field is missing or wrong: the problem names it")
    public Disconnected disconnect(Disconnect wanted) {
        String node = Problems.required(Problems.required(wanted, "body").node(), "node");
        if (!gateway.configured().containsKey(node)) {
            throw Problems.field("node", "is no node of the configuration");
        }
        if (!gateway.ownership().disconnect(node)) {
            throw elsewhere(node);
        }
        return new Disconnected(
                node, "connect, a restart of this gateway, or another gateway that takes the node over");
    }

    private HttpProblem elsewhere(String node) {
        return gateway.ownership().status().stream()
                .filter(status -> status.node().equals(node))
                .filter(status -> status.state() == NodeStatus.State.STANDING_BY)
                .findFirst()
                .map(status -> Problems.elsewhere(node, status.owner(), status.address()))
                .orElseGet(() -> Problems.elsewhere(node, null, null));
    }

    private static <T> T await(Future<T> done) {
        try {
            return done.toCompletionStage().toCompletableFuture().get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw HttpProblem.builder()
                    .withStatus(502)
                    .withTitle("Bad Gateway")
                    .withDetail("The checks did not come to an end")
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
