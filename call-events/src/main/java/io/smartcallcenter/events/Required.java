package io.smartcallcenter.events;

import java.time.Instant;

/** Checks of record components; the message names the field, as problem reports and dead letters need it. */
final class Required {

    private Required() {}

    static void text(String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    static void time(Instant value, String field) {
        value(value, field);
    }

    static void value(Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
    }

    static void notNegative(long value, String field) {
        if (value < 0) {
            throw new IllegalArgumentException(field + " is negative");
        }
    }
}
