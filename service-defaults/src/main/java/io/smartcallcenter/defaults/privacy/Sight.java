package io.smartcallcenter.defaults.privacy;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How much of a caller somebody sees.
 *
 * <p>The rule of a masked number: an international one keeps its {@code +} and first digit, every one of at least seven digits keeps
 * its last two, everything between is {@code ******} whatever its length: {@code +7******67}. A shorter one is hidden altogether.
 */
public enum Sight {
    /** Everything. */
    FULL {
        @Override
        public String number(String number) {
            return number;
        }

        @Override
        public String text(String text) {
            return text;
        }

        @Override
        public String name(String name) {
            return name;
        }
    },
    /** Numbers masked, no names. */
    MASKED {
        @Override
        public String number(String number) {
            return mask(number);
        }

        @Override
        public String text(String text) {
            return NUMBER.matcher(text).replaceAll(found -> mask(found.group()));
        }

        @Override
        public String name(String name) {
            return null;
        }
    },
    /** Nothing: the data were erased. */
    NOTHING {
        @Override
        public String number(String number) {
            return null;
        }

        @Override
        public String text(String text) {
            return NUMBER.matcher(text).replaceAll(HIDDEN);
        }

        @Override
        public String name(String name) {
            return null;
        }
    };

    /** Roles that see everything; whoever has none of them sees numbers masked. */
    public static final Set<String> FULL_ROLES = Set.of("supervisor", "admin");

    private static final String HIDDEN = "******";

    private static final int SHORTEST_SHOWN = 7;

    /** Within other words, five digits or more, with what people write between them. Bounded, so that no text makes it slow. */
    private static final Pattern NUMBER = Pattern.compile("\\+?\\d(?:[ ().-]{0,2}\\d){4,39}");

    /** @param role tells whether the user has a role */
    public static Sight of(Predicate<String> role) {
        return FULL_ROLES.stream().anyMatch(role) ? FULL : MASKED;
    }

    /** What is seen of a number; null in, null out. */
    public abstract String number(String number);

    /** What is seen of digits that a caller typed: one is a choice in a menu, more may be a card. */
    public String digits(String typed) {
        return this == FULL || typed.length() <= 1 ? typed : HIDDEN;
    }

    /** What is seen of a text in which somebody may have written a number. */
    public abstract String text(String text);

    /** What is seen of a caller's name. */
    public abstract String name(String name);

    private static String mask(String number) {
        if (number == null) {
            return null;
        }
        StringBuilder digits = new StringBuilder();
        number.chars().filter(each -> each >= '0' && each <= '9').forEach(each -> digits.append((char) each));
        if (digits.length() < SHORTEST_SHOWN) {
            return HIDDEN;
        }
        String country = number.startsWith("+") ? "+" + digits.charAt(0) : "";
        return country + HIDDEN + digits.substring(digits.length() - 2);
    }
}
