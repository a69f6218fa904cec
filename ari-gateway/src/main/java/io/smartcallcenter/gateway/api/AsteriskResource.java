package io.smartcallcenter.gateway.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.gateway.node.Gateway;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The live state of the Asterisk nodes. */
@Path("/api/asterisk")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"supervisor", "admin"})
public class AsteriskResource {

    private final Gateway gateway;

    AsteriskResource(Gateway gateway) {
        this.gateway = gateway;
    }

    @GET
    @Path("/realtime-data")
    @Operation(summary = "Links, waiting callers with positions, operators and calls at this moment")
    public Uni<RealtimeData> realtimeData() {
        return Uni.createFrom()
                .completionStage(() -> gateway.node().live().toCompletionStage())
                .map(view -> RealtimeData.of(gateway.node(), gateway.publisher().kafkaUp(), view));
    }
}
