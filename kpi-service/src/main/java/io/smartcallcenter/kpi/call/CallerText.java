package io.smartcallcenter.kpi.call;

import java.nio.charset.StandardCharsets;

/**
 * How texts about a caller are kept, so that the greatest of them stays and an erased one stays erased: {@code =<text>}, and
 * {@code ~} once it is erased, which sorts after every other. Caller number and name are hostile: any characters, any length.
 */
public final class CallerText {

    /** What is kept in place of an erased text. */
    public static final String ERASED = "~";

    /** Longer names and numbers are cut: no trunk announces them. */
    static final int LONGEST = 200;

    private static final int MOST_DIGITS = 40;

    private CallerText() {}

    /** A name, or null for an empty one. */
    static String kept(String text) {
        return text == null || text.isBlank() ? null : "=" + cut(text, LONGEST);
    }

    /** A number: its digits stand in front, so that the greatest number is also the one with the greatest digits. */
    static String keptNumber(String number) {
        return number == null || number.isBlank() ? null : "=" + digits(number) + " " + cut(number, LONGEST);
    }

    /** The text as it came; null if there is none or it is erased. */
    static String read(String kept) {
        return kept == null || kept.equals(ERASED) ? null : kept.substring(1);
    }

    static String readNumber(String kept) {
        String text = read(kept);
        return text == null ? null : text.substring(text.indexOf(' ') + 1);
    }

    /** The ASCII digits of a number in their order, at most 40: what numbers are searched by. Empty if it has none. */
    public static String digits(String number) {
        StringBuilder digits = new StringBuilder(16);
        for (int i = 0; i < number.length() && digits.length() < MOST_DIGITS; i++) {
            char each = number.charAt(i);
            if (each >= '0' && each <= '9') {
                digits.append(each);
            }
        }
        return digits.toString();
    }

    /** At most so many characters, and none that cannot be written in UTF-8 (half of a surrogate pair). */
    static String cut(String text, int longest) {
        String cut = text.length() <= longest ? text : text.substring(0, longest);
        for (int i = 0; i < cut.length(); i++) {
            if (Character.isSurrogate(cut.charAt(i))) {
                return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return cut;
    }
}
