package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;

/** A key of an index, such as {@code outcome.at}. */
final class KeyPath {

    private final String[] parts;

    KeyPath(String field) {
        this.parts = field.split("\\.");
    }

    /** What a document has there, as {@link SimpleValues#of} gives it; null also if an array is on the way. */
    Object valueIn(Document document) {
        Object value = document;
        for (String part : parts) {
            if (value instanceof Document inner) {
                value = inner.get(part);
            } else if (value instanceof Collection) {
                return null;
            } else {
                return SimpleValues.NULL;
            }
        }
        return SimpleValues.of(value);
    }

    /** Whether two documents have the same simple value there. */
    boolean isSameIn(Document one, Document other) {
        Object value = valueIn(one);
        return value != null && value.equals(valueIn(other));
    }
}
