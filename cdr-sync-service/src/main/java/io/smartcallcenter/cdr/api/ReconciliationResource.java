package io.smartcallcenter.cdr.api;

import com.mongodb.MongoException;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.store.CdrStore;
import io.smartcallcenter.defaults.query.KnownParametersOnly;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.QueryRange;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Events against CDRs. */
@Path("/api/admin/reports/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"admin", "supervisor", "analyst"})
@KnownParametersOnly
@Tag(name = "Reports")
public class ReconciliationResource {

    private static final Logger LOG = Logger.getLogger(ReconciliationResource.class);
    private static final Duration LONGEST_RANGE = Duration.ofDays(31);

    private final CdrStore store;

    ReconciliationResource(CdrStore store) {
        this.store = store;
    }

    @GET
    @Operation(
            summary =
                    "How calls and CDRs of a time range agree: from inclusive, to exclusive, by the start of the call")
    public Uni<ReconciliationReport> reconciliation(@RestQuery String from, @RestQuery String to) {
        QueryRange range = QueryRange.of(from, to, LONGEST_RANGE);
        return Uni.combine()
                .all()
                .unis(
                        store.count(range.from(), range.to()),
                        store.verdictsWithout(
                                ReconciliationReport.SETTLED,
                                range.from(),
                                range.to(),
                                ReconciliationReport.MOST_LEFTOVERS + 1))
                .with((counts, leftovers) -> ReconciliationReport.of(range, counts, leftovers));
    }

    /** MongoDB is away: the caller may come again. */
    @ServerExceptionMapper
    Response away(MongoException failure) {
        LOG.error("The report cannot be read", failure);
        return Problems.away("The report cannot be read just now").toResponse();
    }
}
