package io.smartcallcenter.routing.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Reads the audit trail. */
@Path("/api/routing/audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"analyst", "supervisor", "admin"})
@KnownParametersOnly
@Tag(name = "Rules")
public class AuditResource {

    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final Instant LATEST = Instant.parse("2242-01-01T00:00:00Z");

    private final AuditTrail trail;

    AuditResource(AuditTrail trail) {
        this.trail = trail;
    }

    /** @param next the cursor of the following page; absent on the last one */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Page(List<AuditEntry> entries, String next) {}

    @GET
    @Operation(
            summary = "Who changed the rules, when, and what; the newest first",
            description =
                    "from inclusive, to exclusive, both optional. The next page: the same query with next as cursor.")
    public Page audit(
            @RestQuery @Parameter(example = "2026-11-23T00:00:00Z") String from,
            @RestQuery @Parameter(example = "2026-11-24T00:00:00Z") String to,
            @RestQuery @Parameter(description = "1 to 500, usually 100") String limit,
            @RestQuery String cursor) {
        int most = limit(limit);
        List<AuditEntry> found = trail.list(
                from == null ? Instant.EPOCH : QueryRange.time("from", from),
                to == null ? LATEST : QueryRange.time("to", to),
                cursor == null ? null : AuditCursor.parse(cursor),
                most + 1);
        if (found.size() <= most) {
            return new Page(found, null);
        }
        return new Page(
                found.subList(0, most), AuditCursor.of(found.get(most - 1)).text());
    }

    private static int limit(String value) {
        if (value == null) {
            return USUAL;
        }
        int limit;
        try {
            limit = Integer.parseInt(value);
        } catch (NumberFormatException notANumber) {
            throw Problems.unreadable("limit", "is not a whole number");
        }
        if (limit < 1 || limit > MOST) {
            throw Problems.unreadable("limit", "is not within 1.." + MOST);
        }
        return limit;
    }
}
