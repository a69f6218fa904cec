package io.smartcallcenter.kpi.document;

/** Which of two values of a field stays: the only two ways in which a document changes. */
public enum Rule {
    LEAST,
    GREATEST;

    @SuppressWarnings({"unchecked", "rawtypes"})
    Comparable<?> choose(Comparable<?> one, Comparable<?> other) {
        int order = ((Comparable) one).compareTo(other);
        return (this == LEAST) == (order <= 0) ? one : other;
    }
}
