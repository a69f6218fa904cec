package io.smartcallcenter.kpi.api.calls;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.export.ExportNotAudited;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Refusals;
import io.smartcallcenter.kpi.note.NoteRefused;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What cannot be written, as problem+json. */
public class RefusedNotes {

    private static final Logger LOG = Logger.getLogger(RefusedNotes.class);

    @ServerExceptionMapper
    public Response toProblem(NoteRefused refused) {
        return problem(refused.reason()).toResponse();
    }

    private static HttpProblem problem(NoteRefused.Reason reason) {
        return switch (reason) {
            case NO_CALL -> Refusals.notFound("nothing is known of such a call");
            case NO_COMMENT -> Refusals.notFound("the call has no such comment");
            case NOT_YOURS -> Refusals.forbidden("only its author and admins may change a comment");
            case STALE -> Refusals.stale();
            case TOO_MANY -> Refusals.tooMany("there are as many as are kept");
        };
    }

    @ServerExceptionMapper
    public Response toProblem(ExportNotAudited failure) {
        LOG.error("An export was refused, as it could not be noted", failure);
        return Problems.away("The export cannot be noted just now, so it is refused")
                .toResponse();
    }
}
