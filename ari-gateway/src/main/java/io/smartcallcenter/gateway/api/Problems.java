package io.smartcallcenter.gateway.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;

/** Refusals of a request as problem+json that name the field. */
final class Problems {

    private Problems() {}

    /** The shape that constraint violations of the suite have. */
    record Violation(String field, String in, String message) {}

    /** 422: the field cannot be used. */
    static HttpProblem field(String field, String message) {
        return HttpProblem.builder()
                .withStatus(422)
                .withTitle("Unprocessable Content")
                .withDetail(field + " " + message)
                .with("violations", List.of(new Violation(field, "body", message)))
                .build();
    }

    /** @throws HttpProblem if it is missing */
    static <T> T required(T value, String field) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw field(field, "is missing");
        }
        return value;
    }

    /** 409: another gateway runs the node. */
    static HttpProblem elsewhere(String node, String owner, String address) {
        return HttpProblem.builder()
                .withStatus(409)
                .withTitle("Conflict")
                .withDetail(
                        owner == null
                                ? "No gateway runs node " + node + " at this moment"
                                : "Node " + node + " is run by gateway " + owner + ": ask there")
                .with("owner", String.valueOf(owner))
                .with("ownerAddress", String.valueOf(address))
                .build();
    }
}
