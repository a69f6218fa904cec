package io.smartcallcenter.routing.simulate;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import java.util.List;

/** Why a question is not answered, as problem+json that names the field. */
final class Refusal {

    private Refusal() {}

    /** The shape that constraint violations of the suite have. */
    record Violation(String field, String in, String message) {}

    /** 400: the body is no JSON. */
    static HttpProblem unreadable(String detail) {
        return HttpProblem.builder()
                .withStatus(400)
                .withTitle("Bad Request")
                .withDetail(detail)
                .build();
    }

    /** 422: the field cannot be used. */
    static HttpProblem field(String field, String message) {
        return problem(field + " " + message, List.of(new Violation(field, "body", message)));
    }

    /** 422: rules with faults decide nothing. */
    static HttpProblem rules(String field, InvalidRules invalid) {
        return problem(
                "the rules have faults",
                invalid.faults().stream()
                        .map(fault -> new Violation(
                                fault.path().isEmpty() ? field : field + "." + fault.path(), "body", fault.message()))
                        .toList());
    }

    private static HttpProblem problem(String detail, List<Violation> violations) {
        return HttpProblem.builder()
                .withStatus(422)
                .withTitle("Unprocessable Content")
                .withDetail(detail)
                .with("violations", violations)
                .build();
    }
}
