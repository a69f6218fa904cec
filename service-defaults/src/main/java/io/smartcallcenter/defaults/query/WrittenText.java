package io.smartcallcenter.defaults.query;

import io.smartcallcenter.defaults.query.Problems.Violation;
import java.util.List;

/** Checks what people write; what cannot be kept is noted with its field. */
public final class WrittenText {

    private final String in;
    private final List<Violation> violations;

    /**
     * @param in where the fields are: body or query
     * @param violations to be added to
     */
    public WrittenText(String in, List<Violation> violations) {
        this.in = in;
        this.violations = violations;
    }

    /** One line, without spaces around; null for an empty one. */
    public String line(String field, String text, int longest) {
        return checked(field, text, longest, false);
    }

    /** With line breaks and tabs; null for an empty one. */
    public String lines(String field, String text, int longest) {
        return checked(field, text, longest, true);
    }

    /** Notes something else that is wrong. */
    public void wrong(String field, String message) {
        violations.add(new Violation(field, in, message));
    }

    private String checked(String field, String text, int longest, boolean breaks) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > longest) {
            wrong(field, "is longer than " + longest + " characters");
            return null;
        }
        if (text.codePoints().anyMatch(each -> strange(each) && !(breaks && isBreak(each)))) {
            wrong(field, "has control characters");
            return null;
        }
        return breaks ? text : text.strip();
    }

    private static boolean isBreak(int codePoint) {
        return codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
    }

    /** Half of a surrogate pair is no text; separators of lines and paragraphs are breaks. */
    private static boolean strange(int codePoint) {
        int type = Character.getType(codePoint);
        return Character.isISOControl(codePoint)
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
