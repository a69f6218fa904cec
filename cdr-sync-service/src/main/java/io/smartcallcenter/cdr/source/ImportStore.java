package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Instant;
import java.util.List;

/** Where the rows go, with how far they have been read. */
public interface ImportStore {

    /** Calls that began earlier are not looked at. */
    Uni<Instant> since();

    Uni<Cursor> cursor();

    Uni<Void> save(Cursor cursor);

    /** May be repeated: a row is stored by its id. */
    Uni<Void> saveRows(List<CdrRow> rows, Instant now);
}
