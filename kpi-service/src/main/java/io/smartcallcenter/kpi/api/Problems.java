package io.smartcallcenter.kpi.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;

/** Refusals of a request as problem+json that name the parameter. */
final class Problems {

    private Problems() {}

    /** The shape that constraint violations of the suite have. */
    record Violation(String field, String in, String message) {}

    /** 400: the parameter cannot be read. */
    static HttpProblem unreadable(String parameter, String message) {
        return problem(400, "Bad Request", parameter, message);
    }

    /** 422: the parameter can be read, and asks for too much. */
    static HttpProblem tooMuch(String parameter, String message) {
        return problem(422, "Unprocessable Content", parameter, message);
    }

    private static HttpProblem problem(int status, String title, String parameter, String message) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(parameter + " " + message)
                .with("violations", List.of(new Violation(parameter, "query", message)))
                .build();
    }
}
