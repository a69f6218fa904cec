package io.smartcallcenter.kpi.store;

/** A report would be made of more documents than may be held at once. */
public final class TooManyDocuments extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int limit;

    TooManyDocuments(int limit) {
        super("a report of more than " + limit + " documents of one kind");
        this.limit = limit;
    }

    /** Documents of one kind. */
    public int limit() {
        return limit;
    }
}
