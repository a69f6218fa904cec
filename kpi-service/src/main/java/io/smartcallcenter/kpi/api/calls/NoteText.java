package io.smartcallcenter.kpi.api.calls;

import io.smartcallcenter.defaults.query.Refusals;
import java.util.regex.Pattern;

/** Checks what people write; what cannot be kept is a 400 that names the field. */
public final class NoteText {

    private static final int LONGEST = 4000;
    private static final int LONGEST_REASON = 500;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,40}");

    private NoteText() {}

    static String comment(String text) {
        return required("text", text, LONGEST);
    }

    public static String reason(String text) {
        return required("reason", text, LONGEST_REASON);
    }

    static String code(String code) {
        if (code == null || !CODE.matcher(code).matches()) {
            throw Refusals.body("code", "is not 1 to 40 letters, digits, - or _");
        }
        return code;
    }

    static String note(String text) {
        return checked("note", text, LONGEST);
    }

    private static String required(String field, String text, int longest) {
        if (text == null || text.isBlank()) {
            throw Refusals.body(field, "is empty");
        }
        return checked(field, text, longest);
    }

    private static String checked(String field, String text, int longest) {
        if (text.length() > longest) {
            throw Refusals.body(field, "is longer than " + longest + " characters");
        }
        if (text.codePoints().anyMatch(NoteText::strange)) {
            throw Refusals.body(field, "has control characters");
        }
        return text;
    }

    /** Line breaks and tabs are text; half of a surrogate pair is none. */
    private static boolean strange(int codePoint) {
        return (Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\r' && codePoint != '\t')
                || Character.getType(codePoint) == Character.SURROGATE;
    }
}
