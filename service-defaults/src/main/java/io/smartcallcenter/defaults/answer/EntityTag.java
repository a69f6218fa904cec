package io.smartcallcenter.defaults.answer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The validator of an answer (RFC 9110, 8.8.3).
 *
 * @param weak the content is the same, the bytes need not be
 */
record EntityTag(String value, boolean weak) {

    private static final Pattern EACH = Pattern.compile("(?:W/)?\"([^\"]*)\"");

    static EntityTag strong(byte[] content) {
        return new EntityTag(Fingerprint.of(content), false);
    }

    static EntityTag weak(byte[] content) {
        return new EntityTag(Fingerprint.of(content), true);
    }

    /** @param ifNoneMatch the header: a list of tags, compared weakly (RFC 9110, 13.1.2), or {@code *}; null = it is absent */
    boolean isIn(String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        if (ifNoneMatch.strip().equals("*")) {
            return true;
        }
        Matcher tags = EACH.matcher(ifNoneMatch);
        while (tags.find()) {
            if (tags.group(1).equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** As the header has it. */
    String text() {
        return (weak ? "W/\"" : "\"") + value + "\"";
    }
}
