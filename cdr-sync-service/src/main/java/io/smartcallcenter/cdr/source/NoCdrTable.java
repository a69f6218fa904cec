package io.smartcallcenter.cdr.source;

/** What stands under the name of the table is no table of call detail records. */
public final class NoCdrTable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final boolean isThere;

    private NoCdrTable(String message, boolean isThere) {
        super(message);
        this.isThere = isThere;
    }

    /** Whether there is a table at all. */
    boolean isThere() {
        return isThere;
    }

    static void check(String table, Columns columns) {
        if (columns.types().isEmpty()) {
            throw new NoCdrTable("there is no table '" + table + "', or the user may not read it", false);
        }
        if (!columns.missing().isEmpty()) {
            throw new NoCdrTable(
                    "the table '" + table + "' has no columns " + String.join(", ", columns.missing()), true);
        }
    }
}
