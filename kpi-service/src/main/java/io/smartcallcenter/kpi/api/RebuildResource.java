package io.smartcallcenter.kpi.api;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import io.smartcallcenter.kpi.owner.Rebuild;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Has roll-ups computed anew from the facts. */
@Path("/api/kpi/rebuild")
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed("admin")
@Tag(name = "KPI")
public class RebuildResource {

    private static final Duration LONGEST_RANGE = Duration.ofDays(1_100);

    private final Rebuild rebuild;

    RebuildResource(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    /** Which days of UTC: all that the range touches. */
    public record RebuildBody(
            @Schema(examples = "2026-11-01T00:00:00Z") String from,
            @Schema(examples = "2026-12-01T00:00:00Z") String to) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Compute the roll-ups of a range anew from the facts",
            description = "For a store that came back from a backup, or was changed by hand. It runs in the background;"
                    + " reports stay right where they were. Quarters that are older than the facts are left as"
                    + " they are.")
    @APIResponse(
            responseCode = "202",
            description = "It runs: so many days, queues and operators",
            content = @Content(schema = @Schema(implementation = Rebuild.Touched.class)))
    @APIResponse(responseCode = "400", description = "from or to cannot be read; it is named")
    @APIResponse(responseCode = "422", description = "More than 1,100 days")
    @APIResponse(responseCode = "503", description = "The database is away: ask again")
    public Uni<RestResponse<Rebuild.Touched>> rebuild(RebuildBody body) {
        RebuildBody asked = body == null ? new RebuildBody(null, null) : body;
        QueryRange range = Problems.in("body", () -> QueryRange.of(asked.from(), asked.to(), LONGEST_RANGE));
        return rebuild.of(range.from(), range.to())
                .map(touched -> RestResponse.status(RestResponse.Status.ACCEPTED, touched));
    }
}
