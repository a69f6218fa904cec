package io.smartcallcenter.kpi.query;

/** The answer would have too many rows. */
public final class TooManyRows extends TooMuchAsked {

    /** No answer has more. */
    public static final int MOST_ROWS = 100_000;

    private static final long serialVersionUID = 1L;

    TooManyRows() {
        super(
                "interval",
                "is too short for the range and the number of queues or operators: more than " + MOST_ROWS + " rows",
                MOST_ROWS);
    }

    /** @return the number of rows, if it is allowed */
    static int checked(int rows) {
        if (rows > MOST_ROWS) {
            throw new TooManyRows();
        }
        return rows;
    }
}
