package io.smartcallcenter.cdr.privacy;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A number that is to be forgotten, in a field of its own or within the name of a channel or of a file. Only its digits count. */
public final class ErasedNumber {

    /** What stands in its place. */
    public static final String HIDDEN = "******";

    private static final int FEWEST_DIGITS = 3;
    private static final int MOST_DIGITS = 40;

    /** What people write between digits. */
    private static final String BETWEEN = "[ ()./-]{0,2}";

    private final Pattern anywhere;

    private ErasedNumber(String digits) {
        this.anywhere = Pattern.compile("(?<![0-9])\\+?"
                + digits.chars().mapToObj(Character::toString).collect(Collectors.joining(BETWEEN)) + "(?![0-9])");
    }

    /** @throws IllegalArgumentException with what is wrong with it, for people */
    public static ErasedNumber of(String number) {
        String digits = number == null ? "" : number.replaceAll("[^0-9]", "");
        if (digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS) {
            throw new IllegalArgumentException("has not " + FEWEST_DIGITS + " to " + MOST_DIGITS + " digits");
        }
        return new ErasedNumber(digits);
    }

    /** Finds it in a text: not within a longer number. */
    public Pattern anywhere() {
        return anywhere;
    }

    /** The text without it. */
    public String hide(String text) {
        return anywhere.matcher(text).replaceAll(HIDDEN);
    }
}
