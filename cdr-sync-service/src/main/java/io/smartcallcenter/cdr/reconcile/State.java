package io.smartcallcenter.cdr.reconcile;

/** How a call and its CDR rows agree. */
public enum State {
    MATCHED,
    /** The events know the call, the CDR has no row. */
    MISSING_IN_CDR,
    /** The CDR has rows, no event was seen. */
    MISSING_IN_EVENTS,
    /** Both know it, and contradict each other. */
    MISMATCHED,
    /** Not over, or too fresh to judge. */
    PENDING,
    /** A call that no queue and no application of ours had a part in, or that began before we looked: counted nowhere. */
    NOT_OURS;

    /** A side is missing or contradicts the other: a gap may be the cause. */
    public boolean disagrees() {
        return this == MISSING_IN_CDR || this == MISSING_IN_EVENTS || this == MISMATCHED;
    }
}
