package io.smartcallcenter.cdr.api;

import com.mongodb.MongoException;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.reconcile.Reason;
import io.smartcallcenter.cdr.store.ReportStore;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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

    private final ReportStore store;

    ReconciliationResource(ReportStore store) {
        this.store = store;
    }

    @GET
    @Operation(
            summary =
                    "How calls and CDRs of a time range agree: from inclusive, to exclusive, by the start of the call")
    public Uni<ReconciliationReport> reconciliation(
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @Parameter(description = "Lists the calls with this code, in any state", example = "NO_ROW")
                    String reason) {
        if (reason != null
                && Arrays.stream(Reason.values()).noneMatch(each -> each.name().equals(reason))) {
            throw Problems.unreadable(
                    "reason",
                    "is not one of "
                            + Arrays.stream(Reason.values()).map(Reason::name).collect(Collectors.joining(", ")));
        }
        QueryRange range = QueryRange.of(from, to, LONGEST_RANGE);
        return Uni.combine()
                .all()
                .unis(store.count(range.from(), range.to()), listed(range, reason))
                .with((counts, leftovers) -> ReconciliationReport.of(range, counts, leftovers));
    }

    private Uni<List<Document>> listed(QueryRange range, String reason) {
        int most = ReconciliationReport.MOST_LEFTOVERS + 1;
        return reason == null
                ? store.verdictsWithout(ReconciliationReport.SETTLED, range.from(), range.to(), most)
                : store.verdictsFor(reason, range.from(), range.to(), most);
    }

    /** MongoDB is away: the caller may come again. */
    @ServerExceptionMapper
    Response away(MongoException failure) {
        LOG.error("The report cannot be read", failure);
        return Problems.away("The report cannot be read just now").toResponse();
    }
}
