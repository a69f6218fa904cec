package io.smartcallcenter.kpi.api.calls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.defaults.export.Export;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.kpi.store.AuditStore;
import io.smartcallcenter.kpi.store.AuditStore.Noted;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Tells who took data out of the service. */
@Path("/api/exports")
@Produces(MediaType.APPLICATION_JSON)
@KnownParametersOnly
@RolesAllowed("admin")
@Tag(name = "Privacy")
public class ExportsResource {

    private final AuditStore audit;

    ExportsResource(AuditStore audit) {
        this.audit = audit;
    }

    /** @param nextCursor absent on the last page */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<Export> exports, String nextCursor) {}

    @GET
    @Operation(
            summary = "Who exported what, the newest first",
            description =
                    "from inclusive, to exclusive, both optional. The next page: the same query with next_cursor as"
                            + " cursor.")
    @APIResponse(responseCode = "200")
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be read, or from is not before to; it is named")
    public Uni<Page> list(
            @RestQuery @Parameter(example = "2026-11-23T00:00:00Z") String from,
            @RestQuery @Parameter(example = "2026-11-24T00:00:00Z") String to,
            @RestQuery @Parameter(description = "1 to 1000, usually 100") String limit,
            @RestQuery String cursor) {
        AuditRange range = AuditRange.of(from, to, limit, cursor);
        return audit.exports(range.from(), range.to(), range.after(), range.limit() + 1)
                .map(found ->
                        new Page(range.page(found).stream().map(Noted::entry).toList(), range.next(found)));
    }
}
