package io.smartcallcenter.kpi.api.calls;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems.Violation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refusals of a request that are not about its query, as problem+json. */
final class Refusals {

    private static final Pattern REVISION = Pattern.compile("\"?(\\d{1,18})\"?");

    private Refusals() {}

    /** 400: a field of the body is not what it must be. */
    static HttpProblem body(String field, String message) {
        return named(400, "Bad Request", field, "body", message);
    }

    static HttpProblem notFound(String what) {
        return problem(404, "Not Found", what);
    }

    /** 403: the user may ask, but not with this. */
    static HttpProblem forbidden(String detail) {
        return problem(403, "Forbidden", detail);
    }

    static HttpProblem stale() {
        return problem(412, "Precondition Failed", "somebody else has changed it: read it again");
    }

    static HttpProblem tooMany(String detail) {
        return problem(422, "Unprocessable Content", detail);
    }

    static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    /** The revision that a change is made to: 428 without one, 400 if it is none of ours. */
    static long expected(String ifMatch) {
        Long revision = optional(ifMatch);
        if (revision == null) {
            throw named(428, "Precondition Required", "If-Match", "header", "is missing: the ETag that you have read");
        }
        return revision;
    }

    /** Null without the header. */
    static Long optional(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return null;
        }
        Matcher revision = REVISION.matcher(ifMatch.strip());
        if (!revision.matches()) {
            throw named(400, "Bad Request", "If-Match", "header", "is no ETag of this service");
        }
        return Long.parseLong(revision.group(1));
    }

    private static HttpProblem named(int status, String title, String field, String in, String message) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(field + " " + message)
                .with("violations", List.of(new Violation(field, in, message)))
                .build();
    }

    private static HttpProblem problem(int status, String title, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail(detail)
                .build();
    }
}
