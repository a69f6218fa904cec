package io.smartcallcenter.kpi.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.kpi.query.TooMuchAsked;
import io.smartcallcenter.kpi.store.TooManyDocuments;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The question can be read, and asks for more than one answer gives. */
public class ReportTooLarge {

    @ServerExceptionMapper
    public Response toProblem(TooMuchAsked failure) {
        return Problems.tooMuch(failure.parameter(), failure.getMessage()).toResponse();
    }

    @ServerExceptionMapper
    public Response toProblem(TooManyDocuments failure) {
        return problem(failure, "from", "to").toResponse();
    }

    /** @param from name of the parameter, as {@code to} is, of the range that is too large */
    static HttpProblem problem(TooManyDocuments failure, String from, String to) {
        return Problems.tooMuch(
                to,
                "is too far from " + from + ": more than " + failure.limit()
                        + " calls, or offers and operator states; ask for shorter ranges");
    }
}
