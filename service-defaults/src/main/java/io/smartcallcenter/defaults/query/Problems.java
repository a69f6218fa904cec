package io.smartcallcenter.defaults.query;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Refusals of a request as problem+json that name the parameter. */
public final class Problems {

    private Problems() {}

    /** The shape that constraint violations of the suite have. */
    public record Violation(String field, String in, String message) {}

    /** 400: the parameter cannot be read. */
    public static HttpProblem unreadable(String parameter, String message) {
        return problem(400, "Bad Request", parameter, message);
    }

    /** 400: nobody asked for these. */
    public static HttpProblem unknown(Collection<String> parameters) {
        return HttpProblem.builder()
                .withStatus(400)
                .withTitle("Bad Request")
                .withDetail("unknown query parameter: " + String.join(", ", parameters))
                .with(
                        "violations",
                        parameters.stream()
                                .map(each -> new Violation(each, "query", "is unknown"))
                                .toList())
                .build();
    }

    /** 400: none of these can be read; they are named together. */
    public static HttpProblem unreadable(List<Violation> violations) {
        return HttpProblem.builder()
                .withStatus(400)
                .withTitle("Bad Request")
                .withDetail(violations.stream()
                        .map(each -> each.field() + " " + each.message())
                        .collect(Collectors.joining("; ")))
                .with("violations", violations)
                .build();
    }

    /** 422: the parameter can be read, and asks for too much. */
    public static HttpProblem tooMuch(String parameter, String message) {
        return problem(422, "Unprocessable Content", parameter, message);
    }

    /** 503: what the answer is made of cannot be read just now; the caller may come again. */
    public static HttpProblem away(String detail) {
        return HttpProblem.builder()
                .withStatus(503)
                .withTitle("Service Unavailable")
                .withDetail(detail)
                .withHeader("Retry-After", "5")
                .build();
    }

    /** What a refusal of this class names. */
    public static List<Violation> violations(HttpProblem problem) {
        List<Violation> found = new ArrayList<>();
        if (problem.getParameters().get("violations") instanceof Collection<?> each) {
            each.forEach(violation -> found.add((Violation) violation));
        }
        return found;
    }

    /**
     * Reads what usually is a query parameter from another place of the request.
     *
     * @param in as refusals are to name the place: {@code body}, {@code path}
     */
    public static <T> T in(String in, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (HttpProblem problem) {
            throw HttpProblem.builder()
                    .withStatus(problem.getStatusCode())
                    .withTitle(problem.getTitle())
                    .withDetail(problem.getDetail())
                    .with(
                            "violations",
                            violations(problem).stream()
                                    .map(each -> new Violation(each.field(), in, each.message()))
                                    .toList())
                    .build();
        }
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
