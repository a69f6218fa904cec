package io.smartcallcenter.gateway.api;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A body of another shape than the one that is read: said as every other refusal, without a word of the body. */
class UnreadableBody {

    @ServerExceptionMapper
    Response of(MismatchedInputException unreadable) {
        return HttpProblem.builder()
                .withStatus(400)
                .withTitle("Bad Request")
                .withDetail("The body is not what this operation reads, see /openapi")
                .build()
                .toResponse();
    }
}
