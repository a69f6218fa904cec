package io.smartcallcenter.kpi.query;

/** What the rows of an answer about operators are. */
public enum OperatorGroup {
    /** One operator each. */
    OPERATOR,
    /** The operators of one queue together: counters and times are sums over operators. Direct calls are in none. */
    QUEUE,
    /** All operators together. */
    NONE
}
