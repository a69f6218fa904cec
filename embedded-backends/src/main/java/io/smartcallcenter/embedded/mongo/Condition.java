package io.smartcallcenter.embedded.mongo;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a query demands of one field, as far as an order helps to find it. What is left out would only narrow it further. */
final class Condition {

    /** One end of a range. */
    record Bound(Object value, boolean inclusive) {}

    private Set<Object> points;
    private Bound low;
    private Bound high;

    /** The field has one of these values; null = not demanded. */
    Set<Object> points() {
        return points;
    }

    /** null = open */
    Bound low() {
        return low;
    }

    /** null = open */
    Bound high() {
        return high;
    }

    boolean isRange() {
        return low != null || high != null;
    }

    void demand(String operator, Object value) {
        switch (operator) {
            case "$eq" -> oneOf(Collections.singletonList(value));
            case "$in" -> oneOf(value instanceof Collection<?> values ? values : null);
            case "$gt" -> low = low == null ? bound(value, false) : low;
            case "$gte" -> low = low == null ? bound(value, true) : low;
            case "$lt" -> high = high == null ? bound(value, false) : high;
            case "$lte" -> high = high == null ? bound(value, true) : high;
            default -> {
                // no help
            }
        }
    }

    private void oneOf(Collection<?> values) {
        if (points != null || values == null) {
            return;
        }
        Set<Object> simple = new LinkedHashSet<>();
        for (Object value : values) {
            simple.add(SimpleValues.of(value));
        }
        if (!simple.contains(null)) {
            points = simple;
        }
    }

    private static Bound bound(Object value, boolean inclusive) {
        Object simple = SimpleValues.of(value);
        return simple == null || simple == SimpleValues.NULL ? null : new Bound(simple, inclusive);
    }
}
