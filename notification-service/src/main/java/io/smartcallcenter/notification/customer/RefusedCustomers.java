package io.smartcallcenter.notification.customer;

import com.mongodb.MongoException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.export.ExportNotAudited;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Refusals;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What cannot be read or written, as problem+json. */
public class RefusedCustomers {

    private static final Logger LOG = Logger.getLogger(RefusedCustomers.class);

    @ServerExceptionMapper
    public Response toProblem(CustomerRefused refused) {
        return problem(refused).toResponse();
    }

    private static HttpProblem problem(CustomerRefused refused) {
        return switch (refused.reason()) {
            case NO_CUSTOMER -> Refusals.notFound("there is no such customer");
            case NO_COMMENT -> Refusals.notFound("the customer has no such comment");
            case MERGED ->
                Refusals.problem(404, "Not Found", "the customer was merged into " + refused.customer())
                        .with("merged_into", refused.customer())
                        .build();
            case TAKEN ->
                Refusals.named(
                                409,
                                "Conflict",
                                refused.field(),
                                "body",
                                refused.value() + " belongs to the customer " + refused.customer())
                        .with("customer", refused.customer())
                        .build();
            case STALE -> Refusals.stale();
            case NOT_YOURS -> Refusals.forbidden("only its author and admins may delete a comment");
            case TOO_MANY -> Refusals.tooMany(refused.field(), "would be more than are kept");
        };
    }

    @ServerExceptionMapper
    public Response toProblem(ExportNotAudited failure) {
        LOG.error("An export was refused, as it could not be noted", failure);
        return Problems.away("The export cannot be noted just now, so it is refused")
                .toResponse();
    }

    @ServerExceptionMapper
    public Response toProblem(MongoException failure) {
        LOG.error("The database cannot be reached", failure);
        return Problems.away("The database cannot be reached just now").toResponse();
    }
}
