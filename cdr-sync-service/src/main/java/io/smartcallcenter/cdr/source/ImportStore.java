package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where the rows go, with how far they have been read. */
public interface ImportStore {

    /** Calls that began earlier are not looked at. */
    Uni<Instant> since();

    Uni<Cursor> cursor();

    Uni<Void> save(Cursor cursor);

    /**
     * The begin of the oldest call that is not over, or whose end was heard of lately: its rows are still to come.
     *
     * @param notBefore older calls are not asked for
     */
    Uni<Optional<Instant>> oldestOpen(Instant notBefore, Instant endKnownAfter);

    /**
     * Rows of a time of which no call is judged; of those that are there only a wrong calldate is put right. May be repeated.
     *
     * @return how many were new
     */
    Uni<Long> saveHistory(List<CdrRow> rows, Instant now);

    /** May be repeated: a row is stored by its id. */
    Uni<Void> saveRows(List<CdrRow> rows, Instant now);
}
