package io.smartcallcenter.kpi.api.nodes;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.kpi.api.calls.AuditRange;
import io.smartcallcenter.kpi.api.calls.NoteText;
import io.smartcallcenter.kpi.live.RetiredNodes;
import io.smartcallcenter.kpi.node.Node;
import io.smartcallcenter.kpi.node.NodeAct;
import io.smartcallcenter.kpi.store.AuditStore;
import io.smartcallcenter.kpi.store.AuditStore.Noted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Tells which Asterisk nodes there are, and takes it that one is gone. */
@Path("/api/kpi/nodes")
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@Tag(name = "Nodes")
public class NodesResource {

    private static final String RETIREMENT = "{node}/retirements/{at}";

    private final RetiredNodes nodes;
    private final AuditStore audit;
    private final Clock clock;
    private final JsonWebToken token;

    NodesResource(RetiredNodes nodes, AuditStore audit, Clock clock, JsonWebToken token) {
        this.nodes = nodes;
        this.audit = audit;
        this.clock = clock;
        this.token = token;
    }

    /** Nodes by name. */
    public record Nodes(List<NodeJson> nodes) {}

    /** Why a node is gone. */
    public record RetirementBody(@Schema(examples = "replaced by pbx3", maxLength = 500) String reason) {}

    /** Who retired a node, or took it back. */
    @JsonNaming(SnakeCaseStrategy.class)
    public record ActJson(
            Instant at,
            String by,
            String node,
            Instant retiredAt,
            boolean takenBack,
            @Schema(nullable = true, description = "null when it was taken back") String reason) {

        static ActJson of(NodeAct act) {
            return new ActJson(act.at(), act.who(), act.node(), act.retiredAt(), act.takenBack(), act.reason());
        }
    }

    /** @param nextCursor absent on the last page */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Acts(List<ActJson> acts, @JsonInclude(JsonInclude.Include.NON_NULL) String nextCursor) {}

    @GET
    @RolesAllowed({"analyst", "supervisor", "admin"})
    @Operation(summary = "The Asterisk nodes that were ever heard of, when last, and which are gone")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "503", description = "The database is away: ask again")
    public Uni<Nodes> nodes() {
        return nodes.all()
                .map(found -> new Nodes(found.stream().map(NodeJson::of).toList()));
    }

    @PUT
    @Path(RETIREMENT)
    @RolesAllowed("admin")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Say that a node is gone for good",
            description =
                    "From that moment on its outage ends, so that later ranges are complete again, and its operators"
                            + " count as signed off, in reports and in live figures. If the node causes an event later it is back"
                            + " from then on, with the states that its operators had; between the two it stays retired. Repeating"
                            + " is harmless: what was said of this moment first stays.")
    @APIResponse(responseCode = "200", description = "The node is retired")
    @APIResponse(responseCode = "400", description = "The moment or the reason cannot be used; it is named")
    @APIResponse(responseCode = "404", description = "Nothing was ever heard of such a node")
    @APIResponse(responseCode = "409", description = "The node was seen after that moment")
    @APIResponse(responseCode = "503", description = "The database is away: ask again")
    public Uni<NodeJson> retire(
            @PathParam("node") @Parameter(example = "pbx1") String node,
            @PathParam("at") @Parameter(example = "2026-11-23T09:00:00Z", description = "To the millisecond") String at,
            RetirementBody body) {
        Instant from = moment(at);
        String reason = NoteText.reason(body == null ? null : body.reason());
        return known(node)
                .invoke(known -> refuseIfSeen(known, from))
                .chain(known -> nodes.retire(known, from, token.getName(), reason))
                .map(NodeJson::of);
    }

    private Instant moment(String at) {
        Instant moment = Problems.in("path", () -> QueryRange.time("at", at)).truncatedTo(ChronoUnit.MILLIS);
        if (moment.isAfter(clock.instant())) {
            throw Refusals.named(400, "Bad Request", "at", "path", "is in the future")
                    .build();
        }
        return moment;
    }

    private static void refuseIfSeen(Node node, Instant at) {
        if (node.lastSeen().isAfter(at) && !RetiredNodes.said(node, at)) {
            throw Refusals.conflict("the node was seen at " + node.lastSeen());
        }
    }

    @DELETE
    @Path(RETIREMENT)
    @RolesAllowed("admin")
    @Operation(
            summary = "Take it back that a node is gone",
            description =
                    "Outages and operators are again as the node and its gateway told them. Repeating is harmless.")
    @APIResponse(responseCode = "204", description = "It is not, or no longer, retired from that moment")
    @APIResponse(responseCode = "400", description = "The moment cannot be read")
    @APIResponse(responseCode = "404", description = "Nothing was ever heard of such a node")
    @APIResponse(responseCode = "503", description = "The database is away: ask again")
    public Uni<Void> takeBack(
            @PathParam("node") @Parameter(example = "pbx1") String node,
            @PathParam("at") @Parameter(example = "2026-11-23T09:00:00Z") String at) {
        Instant from = moment(at);
        return known(node).chain(known -> nodes.takeBack(known, from, token.getName()));
    }

    private Uni<Node> known(String node) {
        return nodes.node(node)
                .map(found -> found.orElseThrow(() -> Refusals.notFound("nothing was ever heard of such a node")));
    }

    @GET
    @Path("retirements")
    @RolesAllowed("admin")
    @Operation(summary = "Who retired nodes and took it back, the newest first")
    @APIResponse(responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be read, or from is not before to; it is named")
    public Uni<Acts> acts(
            @RestQuery @Parameter(example = "2026-11-23T00:00:00Z") String from,
            @RestQuery @Parameter(example = "2026-11-24T00:00:00Z") String to,
            @RestQuery @Parameter(description = "1 to 1000, usually 100") String limit,
            @RestQuery String cursor) {
        AuditRange range = AuditRange.of(from, to, limit, cursor);
        return audit.nodeActs(range.from(), range.to(), range.after(), range.limit() + 1)
                .map(found -> new Acts(
                        range.page(found).stream()
                                .map(Noted::entry)
                                .map(ActJson::of)
                                .toList(),
                        range.next(found)));
    }
}
