package io.smartcallcenter.routing.api;

import io.smartcallcenter.routing.publication.CurrentRules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What each dialled number means. */
@Path("/api/routing/number-plan")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing")
public class NumberPlanResource {

    private final CurrentRules rules;

    NumberPlanResource(CurrentRules rules) {
        this.rules = rules;
    }

    @GET
    @RolesAllowed({"supervisor", "admin"})
    @Operation(summary = "The number plan in use, in its own order, and what is open now")
    public NumberPlanView numberPlan() {
        return NumberPlanView.of(rules.rules().numberPlan(), Instant.now());
    }
}
