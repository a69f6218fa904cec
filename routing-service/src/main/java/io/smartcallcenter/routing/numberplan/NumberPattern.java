package io.smartcallcenter.routing.numberplan;

import java.util.regex.Pattern;

/**
 * Which dialled numbers an entry is for, in the notation of Asterisk's dialplan: {@code 700} is exact, {@code X} stands for
 * one digit ({@code 0XXX}), a final {@code .} for one or more further digits ({@code 00.}, a prefix). There is no {@code +}: our
 * dialplan takes it off before it asks for a decision.
 *
 * @param text digits, {@code *}, {@code #} and {@code X}; optionally one final dot
 */
public record NumberPattern(String text) implements Comparable<NumberPattern> {

    private static final Pattern NOTATION = Pattern.compile("[0-9X*#]+\\.?|\\.");

    public NumberPattern {
        if (text != null && text.startsWith("+")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number pattern: the dialplan takes a leading + off, write it without");
        }
        if (text == null || !NOTATION.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number pattern: use digits, * and #, X for any digit"
                            + " and a final . for one or more further digits");
        }
    }

    public boolean matches(DialledNumber number) {
        return matches(number.dialled());
    }

    /** Anything but digits, {@code *} and {@code #} matches nothing: the number is hostile input. */
    public boolean matches(String dialled) {
        int fixed = fixedLength();
        if (prefix() ? dialled.length() <= fixed : dialled.length() != fixed) {
            return false;
        }
        for (int i = 0; i < dialled.length(); i++) {
            if (!(i < fixed ? matches(text.charAt(i), dialled.charAt(i)) : dialable(dialled.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(char wanted, char dialled) {
        return wanted == 'X' ? digit(dialled) : wanted == dialled;
    }

    private static boolean dialable(char c) {
        return digit(c) || c == '*' || c == '#';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private boolean prefix() {
        return text.endsWith(".");
    }

    private int fixedLength() {
        return prefix() ? text.length() - 1 : text.length();
    }

    private long anyDigits() {
        return text.chars().filter(c -> c == 'X').count();
    }

    /** The more specific pattern first: without a final dot, with more fixed places, with fewer X. */
    @Override
    public int compareTo(NumberPattern other) {
        int byPrefix = Boolean.compare(prefix(), other.prefix());
        if (byPrefix != 0) {
            return byPrefix;
        }
        int byLength = Integer.compare(other.fixedLength(), fixedLength());
        return byLength != 0 ? byLength : Long.compare(anyDigits(), other.anyDigits());
    }

    @Override
    public String toString() {
        return text;
    }
}
