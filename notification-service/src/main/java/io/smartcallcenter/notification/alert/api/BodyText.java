package io.smartcallcenter.notification.alert.api;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.defaults.query.WrittenText;
import java.util.ArrayList;
import java.util.List;

/** Checks the fields of a body; everything that is wrong with it is named at once. */
final class BodyText {

    private final List<Violation> violations = new ArrayList<>();

    private final WrittenText text = new WrittenText("body", violations);

    /** One line; null for an empty one. */
    String line(String field, String given, int longest) {
        return text.line(field, given, longest);
    }

    /** A name or a pattern with a few stars. */
    String pattern(String field, String given, int longest) {
        String pattern = line(field, given, longest);
        if (pattern == null
                && violations.stream().noneMatch(each -> each.field().equals(field))) {
            wrong(field, "is missing");
        } else if (pattern != null
                && pattern.chars().filter(each -> each == '*').count() > 5) {
            wrong(field, "has more than 5 stars");
        }
        return pattern;
    }

    void wrong(String field, String message) {
        text.wrong(field, message);
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names each wrong field */
    void refuse() {
        if (!violations.isEmpty()) {
            throw Problems.unreadable(violations);
        }
    }
}
