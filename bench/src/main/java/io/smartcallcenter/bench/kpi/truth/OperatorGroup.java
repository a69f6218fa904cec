package io.smartcallcenter.bench.kpi.truth;

/** Whose figures operators' figures are. */
public enum OperatorGroup {
    OPERATOR,
    QUEUE;

    /** The API's value of {@code groupBy}. */
    public String parameter() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
