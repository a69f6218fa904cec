package io.smartcallcenter.kpi.api;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.kpi.store.TooManyDocuments;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The range can be read, and has too many calls in it for one answer. */
public class ReportTooLarge {

    @ServerExceptionMapper
    public Response toProblem(TooManyDocuments failure) {
        return Problems.tooMuch(
                        "to",
                        "is too far from from: more than " + failure.limit()
                                + " calls, offers or operator states; ask for shorter ranges")
                .toResponse();
    }
}
