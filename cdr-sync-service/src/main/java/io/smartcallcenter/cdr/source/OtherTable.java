package io.smartcallcenter.cdr.source;

/** A place in one table says nothing of another one, or in another zone: the settings of the node have changed. */
public final class OtherTable extends RuntimeException {

    private static final long serialVersionUID = 1;

    OtherTable(String node) {
        super("the rows of " + node + " are read of another table, or in another zone now");
    }
}
