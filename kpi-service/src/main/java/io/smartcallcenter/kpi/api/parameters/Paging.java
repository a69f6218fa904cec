package io.smartcallcenter.kpi.api.parameters;

import io.smartcallcenter.defaults.answer.Fingerprint;
import io.smartcallcenter.defaults.answer.Format;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.kpi.query.TooManyRows;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rows of an answer are wanted. A cursor is the place of the last row that was seen, and a fingerprint of the question: a page
 * of another question would be wrong without a word.
 *
 * @param question its fingerprint
 * @param after null: from the first row
 */
public record Paging(String question, int limit, Place after) {

    /** Rows of a page of JSON, unless the request says otherwise. */
    private static final int USUAL_LIMIT = 5_000;

    private static final Pattern CURSOR = Pattern.compile("([0-9a-f]+):(\\d{1,9}):(.*)", Pattern.DOTALL);

    /** Where a row stands: answers are in the order of names, then of cells. @param name empty: all together */
    public record Place(String name, int cell) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::name).thenComparingInt(Place::cell);

        /** @param name null: all together */
        public static Place of(String name, int cell) {
            return new Place(name == null ? "" : name, cell);
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param next the cursor of the page that follows; null = this is the last one */
    public record Page<T>(List<T> rows, String next) {}

    /** @param value null: a page of JSON, and everything in an export, which nobody looks through for its end */
    static int limit(String value, Format format) {
        if (value == null) {
            return format == Format.JSON ? USUAL_LIMIT : TooManyRows.MOST_ROWS;
        }
        return Parameters.number("limit", value, 1, TooManyRows.MOST_ROWS, "rows");
    }

    /**
     * @param cursor null: from the first row
     * @param question everything that the rows depend on, in one order
     */
    static Paging of(int limit, String cursor, List<?> question) {
        String fingerprint = Fingerprint.of(question);
        return new Paging(fingerprint, limit, cursor == null ? null : place(cursor, fingerprint));
    }

    private static Place place(String cursor, String question) {
        Matcher parts = CURSOR.matcher(decoded(cursor));
        if (!parts.matches()) {
            throw Problems.unreadable("cursor", "is not the next_cursor of an answer");
        }
        if (!parts.group(1).equals(question)) {
            throw Problems.unreadable("cursor", "is of another question: ask for the first page anew");
        }
        return new Place(parts.group(3), Integer.parseInt(parts.group(2)));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** @param all in the order of their places */
    public <T> Page<T> of(List<T> all, Function<T, Place> place) {
        List<T> left = after == null
                ? all
                : all.stream()
                        .filter(row -> place.apply(row).compareTo(after) > 0)
                        .toList();
        if (left.size() <= limit) {
            return new Page<>(left, null);
        }
        List<T> shown = left.subList(0, limit);
        return new Page<>(shown, cursor(place.apply(shown.get(limit - 1))));
    }

    private String cursor(Place last) {
        String text = question + ":" + last.cell() + ":" + last.name();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
