package io.smartcallcenter.defaults.query;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems.Violation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refusals of a request that are not about its query, as problem+json; and the revisions that changes are made to. */
public final class Refusals {

    private static final Pattern REVISION = Pattern.compile("\"?(\\d{1,18})\"?");

    private Refusals() {}

    /** 400: a field of the body is not what it must be. */
    public static HttpProblem body(String field, String message) {
        return named(400, "Bad Request", field, "body", message).build();
    }

    /** 404. */
    public static HttpProblem notFound(String what) {
        return problem(404, "Not Found", what).build();
    }

    /** 403: the user may ask, but not with this. */
    public static HttpProblem forbidden(String detail) {
        return problem(403, "Forbidden", detail).build();
    }

    /** 409. */
    public static HttpProblem conflict(String detail) {
        return problem(409, "Conflict", detail).build();
    }

    /** 412. */
    public static HttpProblem stale() {
        return problem(412, "Precondition Failed", "somebody else has changed it: read it again")
                .build();
    }

    /** 422. */
    public static HttpProblem tooMany(String detail) {
        return problem(422, "Unprocessable Content", detail).build();
    }

    /** 422: a field of the body would make too much of something. */
    public static HttpProblem tooMany(String field, String message) {
        return named(422, "Unprocessable Content", field, "body", message).build();
    }

    /** Of a revision. */
    public static String etag(long revision) {
        return "\"" + revision + "\"";
    }

    /** The revision that a change is made to: 428 without one, 400 if it is none of ours. */
    public static long expected(String ifMatch) {
        Long revision = optional(ifMatch);
        if (revision == null) {
            throw named(428, "Precondition Required", "If-Match", "header", "is missing: the ETag that you have read")
                    .build();
        }
        return revision;
    }

    /** Null without the header. */
    public static Long optional(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            return null;
        }
        Matcher revision = REVISION.matcher(ifMatch.strip());
        if (!revision.matches()) {
            throw named(400, "Bad Request", "If-Match", "header", "is no ETag of this service")
                    .build();
        }
        return Long.parseLong(revision.group(1));
    }

    /** One that names what it is about, for those that say more. */
    public static HttpProblem.Builder named(int status, String title, String field, String in, String message) {
        return problem(status, title, field + " " + message)
                .with("violations", List.of(new Violation(field, in, message)));
    }

    /** For those that say more. */
    public static HttpProblem.Builder problem(int status, String title, String detail) {
        return HttpProblem.builder().withStatus(status).withTitle(title).withDetail(detail);
    }
}
