package io.smartcallcenter.routing.change;

/** The draft is no longer what its editor has read. */
public final class StaleRevision extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleRevision(long expected) {
        super("the draft is no longer of revision " + expected);
    }
}
