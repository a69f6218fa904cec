package io.smartcallcenter.kpi.query;

/** From and to are too far apart. */
public final class RangeTooLong extends TooMuchAsked {

    private static final long serialVersionUID = 1L;

    RangeTooLong() {
        super(
                "to",
                "is more than " + Cells.LONGEST_RANGE.toDays() + " days after from",
                Cells.LONGEST_RANGE.toDays());
    }
}
