package io.smartcallcenter.defaults.answer;

import java.util.List;

/** An answer that is made of rows: as JSON it is itself, and it can be a table. */
public interface Report {

    /** Of files and sheets: letters only. */
    String name();

    /** What was asked, with the defaults filled in: an object of JSON with from, to and tz. */
    Object question();

    /** As in JSON, but without lists of objects. */
    List<?> rows();

    /** A row of nothing, which has the properties of every other. */
    Object blank();

    /** Null: there are no more rows. */
    String nextCursor();
}
