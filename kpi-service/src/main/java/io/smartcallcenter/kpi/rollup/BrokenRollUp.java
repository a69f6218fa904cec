package io.smartcallcenter.kpi.rollup;

/** The bytes of a roll-up cannot be read: of another version, or damaged. A rebuild from the facts writes them anew. */
public final class BrokenRollUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenRollUp(String reason) {
        super("a roll-up cannot be read: " + reason);
    }
}
