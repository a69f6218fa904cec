package io.smartcallcenter.cdr.api;

import com.mongodb.MongoException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.store.CdrStore;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Events against CDRs. */
@Path("/api/admin/reports/reconciliation")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"admin", "supervisor", "analyst"})
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
        Instant start = time("from", from);
        Instant end = time("to", to);
        if (!start.isBefore(end)) {
            throw refused(400, "from", "must be before to");
        }
        if (Duration.between(start, end).compareTo(LONGEST_RANGE) > 0) {
            throw refused(422, "to", "must not be more than " + LONGEST_RANGE.toDays() + " days after from");
        }
        return store.verdictsOf(start, end).map(verdicts -> ReconciliationReport.of(start, end, verdicts));
    }

    private static Instant time(String name, String value) {
        if (value == null || value.isBlank()) {
            throw refused(400, name, "is missing: an ISO-8601 time with offset, 2026-11-23T00:00:00Z");
        }
        try {
            Instant time = OffsetDateTime.parse(value).toInstant();
            if (time.isBefore(Instant.EPOCH) || time.getEpochSecond() > Integer.MAX_VALUE * 4L) {
                throw refused(400, name, "is out of range");
            }
            return time;
        } catch (DateTimeException unreadable) {
            throw refused(400, name, "is not an ISO-8601 time with offset, 2026-11-23T00:00:00Z");
        }
    }

    /** The shape that constraint violations of the suite have. */
    record Violation(String field, String in, String message) {}

    private static HttpProblem refused(int status, String parameter, String message) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status == 400 ? "Bad Request" : "Unprocessable Content")
                .withDetail(parameter + " " + message)
                .with("violations", List.of(new Violation(parameter, "query", message)))
                .build();
    }

    /** MongoDB is away: the caller may come again. */
    @ServerExceptionMapper
    Response away(MongoException failure) {
        LOG.error("The report cannot be read", failure);
        return HttpProblem.builder()
                .withStatus(503)
                .withTitle("Service Unavailable")
                .withDetail("The report cannot be read just now")
                .withHeader("Retry-After", "5")
                .build()
                .toResponse();
    }
}
