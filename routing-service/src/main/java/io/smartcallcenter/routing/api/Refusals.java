package io.smartcallcenter.routing.api;

import com.mongodb.MongoException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.routing.change.NothingChanged;
import io.smartcallcenter.routing.change.StaleRevision;
import io.smartcallcenter.routing.change.TooLarge;
import io.smartcallcenter.routing.publication.VersionTaken;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is answered when rules cannot be changed. */
public class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);

    /** Every fault with its place in the document. */
    @ServerExceptionMapper
    public Response invalid(InvalidRules refused) {
        List<Violation> violations = refused.faults().stream()
                .map(fault -> new Violation(fault.path(), "body", fault.message()))
                .toList();
        return HttpProblem.builder()
                .withStatus(400)
                .withTitle("Bad Request")
                .withDetail(refused.getMessage())
                .with("violations", violations)
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    public Response stale(StaleRevision refused) {
        return problem(412, "Precondition Failed", refused.getMessage() + ": read it again");
    }

    @ServerExceptionMapper
    public Response taken(VersionTaken refused) {
        return problem(
                409,
                "Conflict",
                refused.getMessage() + ": compare, then PUT the whole draft again (it then follows the newest version)"
                        + " or discard it");
    }

    @ServerExceptionMapper
    public Response nothing(NothingChanged refused) {
        return problem(409, "Conflict", refused.getMessage());
    }

    @ServerExceptionMapper
    public Response tooLarge(TooLarge refused) {
        return problem(413, "Content Too Large", refused.getMessage());
    }

    /** Routing goes on; the caller may come again. */
    @ServerExceptionMapper
    public Response away(MongoException failure) {
        LOG.error("The database cannot be used", failure);
        return Problems.away(
                        "Rules cannot be changed just now. What was tried may be stored all the same: read it again")
                .toResponse();
    }

    private static Response problem(int status, String title, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail)
                .build()
                .toResponse();
    }
}
