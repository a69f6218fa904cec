package io.smartcallcenter.routing.queues.asterisk;

import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.routing.publication.CurrentRules;
import io.smartcallcenter.routing.queues.QueuesConf;
import io.smartcallcenter.routing.rules.RoutingRules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The queues of the rules as a file for Asterisk. */
@Path("/api/routing/queues.conf")
@KnownParametersOnly
@Tag(name = "Routing")
public class QueuesConfResource {

    private final CurrentRules rules;

    QueuesConfResource(CurrentRules rules) {
        this.rules = rules;
    }

    @GET
    @Produces("text/plain;charset=utf-8")
    @RolesAllowed({"supervisor", "admin"})
    @Operation(summary = "The queues of the rules in force as sections of queues.conf, members included")
    public String queuesConf() {
        RoutingRules inForce = rules.rules();
        return QueuesConf.of(
                inForce.version(),
                inForce.queues().values(),
                inForce.operators().values());
    }
}
