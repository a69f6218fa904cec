package io.smartcallcenter.kpi.query;

/** The range has too many intervals. */
public final class TooManyCells extends TooMuchAsked {

    private static final long serialVersionUID = 1L;

    TooManyCells() {
        super(
                "interval",
                "is too short for the range: it gives more than " + Cells.MOST_CELLS + " intervals",
                Cells.MOST_CELLS);
    }
}
