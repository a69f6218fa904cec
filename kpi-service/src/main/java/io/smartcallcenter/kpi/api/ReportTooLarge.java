package io.smartcallcenter.kpi.api;

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
        return Problems.tooMuch(
                        "to",
                        "is too far from from: more than " + failure.limit()
                                + " calls, or offers and operator states; ask for shorter ranges")
                .toResponse();
    }
}
