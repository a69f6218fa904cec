package io.smartcallcenter.gateway.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.gateway.node.AsteriskNode;
import io.smartcallcenter.gateway.node.Gateway;
import io.smartcallcenter.gateway.normalize.LiveView;
import io.vertx.core.Future;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The live state of the Asterisk nodes. */
@Path("/api/asterisk")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"supervisor", "admin"})
@Tag(name = "Asterisk", description = "The Asterisk nodes as they are now")
public class AsteriskResource {

    private final Gateway gateway;
    private final Phones phones = new Phones();

    AsteriskResource(Gateway gateway) {
        this.gateway = gateway;
    }

    @GET
    @Path("/realtime-data")
    @Operation(
            summary =
                    "Nodes with their owners and links, queues with waiting callers, operators and calls at this moment",
            description = "Of several gateways each answers for the nodes that it runs, and says where the others are.")
    public Uni<RealtimeData> realtimeData() {
        Map<String, AsteriskNode> running = new LinkedHashMap<>();
        gateway.running().forEach(node -> running.put(node.name(), node));
        Map<String, Future<LiveView>> views = new LinkedHashMap<>();
        running.forEach((name, node) -> views.put(name, node.live()));
        return Uni.createFrom()
                .completionStage(() -> Future.all(List.copyOf(views.values())).toCompletionStage())
                .map(all -> {
                    Map<String, LiveView> seen = new LinkedHashMap<>();
                    views.forEach((name, view) -> seen.put(name, view.result()));
                    return RealtimeData.of(
                            gateway.instance(),
                            gateway.ownership().status(),
                            running,
                            seen,
                            gateway.publisher().kafkaUp());
                });
    }

    @GET
    @Path("/extensions")
    @Operation(
            summary = "Phones: registered, device state, queues with pause, last call",
            description =
                    "Asterisk itself is asked, at most once a second. Of several gateways each answers for the nodes that"
                            + " it runs, and says where the others are.")
    public Uni<Extensions> extensions() {
        List<Future<List<Extensions.Extension>>> asked =
                gateway.running().stream().map(phones::of).toList();
        List<Extensions.Elsewhere> elsewhere = gateway.ownership().status().stream()
                .filter(status ->
                        gateway.running().stream().noneMatch(node -> node.name().equals(status.node())))
                .map(Extensions.Elsewhere::of)
                .toList();
        return Uni.createFrom()
                .completionStage(() -> Future.all(asked).toCompletionStage())
                .map(all -> new Extensions(
                        Instant.now(),
                        asked.stream().flatMap(node -> node.result().stream()).toList(),
                        elsewhere));
    }
}
