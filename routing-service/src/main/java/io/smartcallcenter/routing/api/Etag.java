package io.smartcallcenter.routing.api;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems.Violation;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Revisions and versions as entity tags (RFC 9110, 8.8.3 and 13.1.1). */
public final class Etag {

    private static final Pattern NUMBER = Pattern.compile("\"?(\\d{1,18})\"?");

    private Etag() {}

    public static String of(long number) {
        return "\"" + number + "\"";
    }

    /**
     * The revision that a change is made to.
     *
     * @throws HttpProblem 428 without one, 400 if it is none of ours
     */
    public static long expected(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw problem(428, "Precondition Required", "is missing: the ETag of the draft that you have read");
        }
        Matcher number = NUMBER.matcher(ifMatch.strip());
        if (!number.matches()) {
            throw problem(400, "Bad Request", "is no ETag of a draft");
        }
        return Long.parseLong(number.group(1));
    }

    private static HttpProblem problem(int status, String title, String message) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(title)
                .withDetail("If-Match " + message)
                .with("violations", List.of(new Violation("If-Match", "header", message)))
                .build();
    }
}
