package io.smartcallcenter.virtual.cdr;

import java.util.List;

/** Where CDR rows go. Called on the PBX's thread: it must not block. */
public interface CdrSink extends AutoCloseable {

    CdrSink NONE = rows -> {};

    /** All rows of one caller's channel, together, when it ends. */
    void write(List<CdrRow> rows);

    @Override
    default void close() {}
}
