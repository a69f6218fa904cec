package io.smartcallcenter.kpi.document;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * A part of one document: what one event, or several merged ones, say about it. The store's upserts are made from it and the
 * domain records are read from it, so there is one truth of how facts merge. {@link #merge} is commutative, associative and
 * idempotent.
 *
 * @param fields by dotted path, never changed by whoever gave them; paths are made of constants and numbers, never of text from outside
 */
public record Contribution(DocumentKind kind, String id, Map<String, Bound> fields) {

    /** Longer ids and names are not of Asterisk (its own limit is 80) and could not be indexed everywhere. */
    static final int LONGEST_TEXT = 512;

    static final Duration LONGEST_DURATION = Duration.ofDays(30);

    /** How far apart two reports of one moment may lie: the clocks of two links. */
    public static final Duration GUESS = Duration.ofMinutes(1);

    public Contribution {
        checkText(id, "id");
        fields = Collections.unmodifiableMap(fields);
    }

    /** @throws IllegalArgumentException if {@code other} is about another document */
    public Contribution merge(Contribution other) {
        return of(kind, id).with(this).with(other).build();
    }

    /** The plain value of one field; null if nothing is said of it. */
    public Object value(String path) {
        Bound bound = fields.get(path);
        return bound == null ? null : bound.value();
    }

    /** The plain values, as the domain records read them. */
    public Fields values() {
        Map<String, Object> values = new HashMap<>();
        fields.forEach((path, bound) -> values.put(path, bound.value()));
        return new Fields(values);
    }

    public static Builder of(DocumentKind kind, String id) {
        return new Builder(kind, id);
    }

    private static void checkText(String text, String field) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(field + " is longer than " + LONGEST_TEXT + " characters");
        }
    }

    /** Collects the fields of a contribution; a null value says nothing and is left out. */
    public static final class Builder {

        private final DocumentKind kind;
        private final String id;
        private final Map<String, Bound> fields = new HashMap<>();

        private Builder(DocumentKind kind, String id) {
            this.kind = kind;
            this.id = id;
        }

        /** A text that the id decides, or that may change for people only (a name): the greatest stays. */
        public Builder text(String path, String value) {
            if (value != null) {
                checkText(value, path);
            }
            return put(path, Rule.GREATEST, value);
        }

        /** A text of any length that its writer has bounded; it is in no index. */
        public Builder document(String path, String value) {
            return put(path, Rule.GREATEST, value);
        }

        public Builder flag(String path, boolean value) {
            return put(path, Rule.GREATEST, value);
        }

        public Builder number(String path, Rule rule, long value) {
            return put(path, rule, value);
        }

        /** A duration in ms; an absurd one is refused. */
        public Builder millis(String path, Rule rule, long value) {
            return put(path, rule, checked(path, value));
        }

        public Builder time(String path, Rule rule, Instant value) {
            return put(path, rule, Instant.ofEpochMilli(value.toEpochMilli()));
        }

        /** @throws IllegalArgumentException if the contribution is about another document */
        public Builder with(Contribution other) {
            if (kind != other.kind || !id.equals(other.id)) {
                throw new IllegalArgumentException("two documents: " + id + " and " + other.id);
            }
            other.fields.forEach((path, bound) -> fields.merge(path, bound, Bound::merge));
            return this;
        }

        /** Once: what it is built of is not copied. */
        public Contribution build() {
            return new Contribution(kind, id, fields);
        }

        private Builder put(String path, Rule rule, Comparable<?> value) {
            if (value != null) {
                fields.put(path, new Bound(rule, value));
            }
            return this;
        }
    }

    /** @throws IllegalArgumentException if the duration, in ms, cannot be one of a call */
    public static long checked(String field, long millis) {
        if (millis > LONGEST_DURATION.toMillis()) {
            throw new IllegalArgumentException(field + " is not the duration of a call: " + millis + " ms");
        }
        return millis;
    }
}
