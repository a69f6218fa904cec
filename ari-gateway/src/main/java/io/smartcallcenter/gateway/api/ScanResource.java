package io.smartcallcenter.gateway.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.config.GatewayConfig;
import io.smartcallcenter.gateway.config.NodeSettings;
import io.smartcallcenter.gateway.node.Gateway;
import io.smartcallcenter.gateway.setup.AsteriskFacts;
import io.smartcallcenter.gateway.setup.AsteriskScan;
import io.smartcallcenter.gateway.setup.Check;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Looks at an Asterisk and changes nothing. For administrators: the given host is really asked. */
@Path("/api/setup/asterisk")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Tag(name = "Set-up", description = "Look at an Asterisk before and after it is used")
public class ScanResource {

    private final Gateway gateway;
    private final AsteriskScan scan;

    ScanResource(Gateway gateway, FallbackConfig fallback, GatewayConfig config, Vertx vertx) {
        this.gateway = gateway;
        this.scan = new AsteriskScan(vertx, fallback.queue(), config.link().requestTimeout());
    }

    /**
     * @param failed how many checks failed; {@code warned} how many warn
     * @param found what the Asterisk says of itself
     */
    public record Scan(
            @Schema(examples = "pbx1") String node, long failed, long warned, List<Check> checks, AsteriskFacts found) {

        static Scan of(String node, AsteriskScan.Result result) {
            return new Scan(
                    node,
                    count(result, Check.Result.FAIL),
                    count(result, Check.Result.WARN),
                    result.checks(),
                    result.facts());
        }

        private static long count(AsteriskScan.Result result, Check.Result which) {
            return result.checks().stream()
                    .filter(check -> check.result() == which)
                    .count();
        }
    }

    @POST
    @Path("/scan")
    @Operation(
            summary = "Looks at an Asterisk: version, modules, users, application, queues, endpoints, CDR",
            description =
                    "Every item of the checklist for production with pass, warn or fail and what to do. With `node` alone"
                            + " a node of the configuration is looked at, by any gateway. Nothing is changed.")
    @APIResponse(responseCode = "200", description = "The checks, and what was found; after 20 s as far as they came")
    @APIResponse(responseCode = "422", description = "A field is missing or wrong: the problem names it")
    public Uni<Scan> scan(Credentials given) {
        NodeSettings node = Problems.required(given, "body").settings(gateway.configured());
        return Uni.createFrom()
                .completionStage(() -> scan.everything(node).toCompletionStage())
                .map(result -> Scan.of(node.name(), result));
    }
}
