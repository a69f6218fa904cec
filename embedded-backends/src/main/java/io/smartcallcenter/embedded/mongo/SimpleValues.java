package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;

/**
 * Values that an index can hold in order: those for which "equal" and "less than" mean the same to every part of the
 * server. Others (arrays, sub-documents, numbers that a double does not hold exactly) have no place in it.
 */
final class SimpleValues {

    /** Null, and a field that is not there. */
    static final Object NULL = new Edge(0);

    /** From here on neighbouring whole numbers are the same double. */
    private static final double EXACT = 1L << 53;

    private SimpleValues() {}

    /** A place between the values of one type and those of the next. */
    private record Edge(int rank) implements Comparable<Edge> {
        @Override
        public int compareTo(Edge other) {
            return Integer.compare(rank, other.rank);
        }
    }

    /** The value in the form in which it is compared, or null if it is not simple. */
    static Object of(Object value) {
        if (Missing.isNullOrMissing(value)) {
            return NULL;
        }
        if (value instanceof Number number && !(value instanceof Decimal128)) {
            double converted = number.doubleValue();
            return Math.abs(converted) < EXACT ? (Object) (converted + 0.0) : null;
        }
        return value instanceof String
                        || value instanceof Instant
                        || value instanceof Boolean
                        || value instanceof ObjectId
                ? value
                : null;
    }

    /** Before the first value of the type that this one has. */
    static Object beforeTypeOf(Object simple) {
        return new Edge(rank(simple) - 1);
    }

    /** After the last value of the type that this one has. */
    static Object afterTypeOf(Object simple) {
        return new Edge(rank(simple) + 1);
    }

    /** MongoDB's order: null, numbers, texts, object ids, truth values, times. */
    @SuppressWarnings("unchecked")
    static int compare(Object one, Object other) {
        if (one == other) {
            return 0;
        }
        return one.getClass() == other.getClass()
                ? ((Comparable<Object>) one).compareTo(other)
                : Integer.compare(rank(one), rank(other));
    }

    private static int rank(Object simple) {
        if (simple instanceof Edge edge) {
            return edge.rank();
        } else if (simple instanceof Double) {
            return 2;
        } else if (simple instanceof String) {
            return 4;
        } else if (simple instanceof ObjectId) {
            return 6;
        }
        return simple instanceof Boolean ? 8 : 10;
    }
}
