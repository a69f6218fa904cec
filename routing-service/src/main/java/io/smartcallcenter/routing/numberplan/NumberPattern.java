package io.smartcallcenter.routing.numberplan;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Which numbers an entry is for, in the notation of Asterisk's dialplan: {@code 700} is exact, {@code X} stands for one digit
 * ({@code 0XXX}), a final {@code .} for one or more further digits ({@code 00.}, a prefix), {@code 700-749} is a range.
 *
 * <p>Such a pattern is compared with the number as it came, a {@code +} in front of it left out. With a {@code +} in front
 * ({@code +77172.}, {@code +771721200-+771721299}) it is compared with the {@link DialledNumber#e164()}.
 *
 * <p>The order is the more specific first: exact, range (narrower first), X (fewer first), prefix (longer first).
 *
 * @param text at most 39 digits, {@code *}, {@code #} and {@code X} and one final dot; or two numbers of the same length, at most 18
 *     digits; with {@code +} digits only, at most 15
 */
public record NumberPattern(String text) implements Comparable<NumberPattern> {

    private static final Pattern DIALLED = Pattern.compile("[0-9X*#]{1,39}\\.?|\\.");
    private static final Pattern DIALLED_RANGE = Pattern.compile("[0-9]{1,18}-[0-9]{1,18}");
    private static final Pattern E164 = Pattern.compile("\\+(?:[0-9]{1,15}\\.?|\\.)");
    private static final Pattern E164_RANGE = Pattern.compile("\\+[0-9]{1,15}-\\+[0-9]{1,15}");

    private static final Comparator<NumberPattern> SPECIFIC_FIRST = Comparator.comparing(NumberPattern::kind)
            .thenComparing(NumberPattern::width)
            .thenComparing(Comparator.comparing(NumberPattern::fixedLength).reversed())
            .thenComparing(NumberPattern::anyDigits);

    /** In the order of specificity. */
    enum Kind {
        EXACT,
        RANGE,
        X,
        PREFIX
    }

    /** @throws IllegalArgumentException saying what is wrong with the text */
    public NumberPattern {
        if (text == null || !(matches(text, DIALLED, E164) || matches(text, DIALLED_RANGE, E164_RANGE))) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no number pattern: use digits, * and #, X for any digit and a final . for one"
                            + " or more further digits, or a range such as 700-749; with + in front only digits");
        }
        int dash = text.indexOf('-');
        if (dash >= 0
                && (dash != text.length() - dash - 1
                        || text.substring(0, dash).compareTo(text.substring(dash + 1)) > 0)) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no range: two numbers of the same length, the lower one first");
        }
    }

    private static boolean matches(String text, Pattern one, Pattern other) {
        return one.matcher(text).matches() || other.matcher(text).matches();
    }

    /** Whether it is compared with the international form. */
    public boolean international() {
        return text.startsWith("+");
    }

    /** Anything but digits, {@code *} and {@code #} matches nothing: the number is hostile input. */
    public boolean matches(DialledNumber number) {
        String compared = international() ? number.e164() : number.withoutPlus();
        if (compared == null || !dialable(compared)) {
            return false;
        }
        return kind() == Kind.RANGE ? inRange(compared) : inPlaces(compared);
    }

    private boolean inRange(String number) {
        return number.length() == from().length()
                && digits(number)
                && from().compareTo(number) <= 0
                && number.compareTo(to()) <= 0;
    }

    private boolean inPlaces(String number) {
        String places = places();
        if (kind() == Kind.PREFIX ? number.length() <= places.length() : number.length() != places.length()) {
            return false;
        }
        for (int i = 0; i < places.length(); i++) {
            char place = places.charAt(i);
            if (place == 'X' ? !digit(number.charAt(i)) : place != number.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a pattern can match it at all: digits, {@code *} and {@code #}, at least one. */
    static boolean dialable(String number) {
        return !number.isEmpty() && number.chars().allMatch(c -> digit(c) || c == '*' || c == '#');
    }

    static boolean digits(String number) {
        return number.chars().allMatch(NumberPattern::digit);
    }

    /** ASCII only, other than {@link Character#isDigit}. */
    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    Kind kind() {
        if (text.indexOf('-') >= 0) {
            return Kind.RANGE;
        }
        if (text.endsWith(".")) {
            return Kind.PREFIX;
        }
        return text.indexOf('X') >= 0 ? Kind.X : Kind.EXACT;
    }

    /** The fixed places, without {@code +} and final dot; of no range. */
    String places() {
        return text.substring(international() ? 1 : 0, text.length() - (text.endsWith(".") ? 1 : 0));
    }

    /** The lowest number of a range, without {@code +}. */
    String from() {
        return text.substring(international() ? 1 : 0, text.indexOf('-'));
    }

    /** The highest number of a range, without {@code +}. */
    String to() {
        return text.substring(text.indexOf('-') + (international() ? 2 : 1));
    }

    private long width() {
        return kind() == Kind.RANGE ? Long.parseLong(to()) - Long.parseLong(from()) : 0;
    }

    private int fixedLength() {
        return kind() == Kind.RANGE ? 0 : places().length();
    }

    private long anyDigits() {
        return text.chars().filter(c -> c == 'X').count();
    }

    @Override
    public int compareTo(NumberPattern other) {
        return SPECIFIC_FIRST.compare(this, other);
    }

    @Override
    public String toString() {
        return text;
    }
}
