package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import java.time.Instant;
import org.jboss.logging.Logger;

/** A table with an auto-increment id: the id is the cursor. */
final class ReadById {

    private static final Logger LOG = Logger.getLogger(ReadById.class);

    /** Several writers may commit their ids out of order: that many are read again each time. */
    private static final int OVERLAP = 200;

    private final CdrSource source;
    private final ImportStore store;
    private final Pages pages;
    private final CdrSettings settings;
    private final LateCommits late = new LateCommits();

    ReadById(CdrSource source, ImportStore store, Pages pages, CdrSettings settings) {
        this.source = source;
        this.store = store;
        this.pages = pages;
        this.settings = settings;
    }

    /** @param last the id of the last row that was read; {@code cursor}: the highest that is on record */
    private record Position(long last, long cursor) {}

    Uni<Void> importFrom(Cursor cursor, Instant since, Instant now) {
        long from = Math.min(cursor.lastId() - OVERLAP, late.lookBackTo(cursor.lastId(), now));
        return cursor.lastId() == 0
                ? fromTheBeginning(since)
                : read(Math.max(0, from), cursor.lastId(), since)
                        .chain(end ->
                                end.last >= cursor.lastId() ? Uni.createFrom().voidItem() : nothingNew(cursor, since));
    }

    /** Where no row is new enough, the cursor moves all the same: the rows before it are not searched again. */
    private Uni<Void> fromTheBeginning(Instant since) {
        return inTime(source.lastId()).chain(last -> read(0, 0, since)
                .chain(end -> end.cursor >= last ? Uni.createFrom().voidItem() : store.save(new Cursor(last, ""))));
    }

    private Uni<Void> nothingNew(Cursor cursor, Instant since) {
        return inTime(source.lastId()).chain(last -> {
            if (last >= cursor.lastId()) {
                return Uni.createFrom().voidItem();
            }
            // The row at the cursor is gone: the table was replaced or emptied, and counts anew.
            LOG.warnf("CDR table ends before id %d: reading it from its beginning", cursor.lastId());
            return store.save(Cursor.START).chain(() -> fromTheBeginning(since));
        });
    }

    private <T> Uni<T> inTime(Uni<T> answer) {
        return answer.ifNoItem().after(settings.queryTimeout()).fail();
    }

    private Uni<Position> read(long from, long cursor, Instant since) {
        return pages.toTheEnd(
                new Position(from, cursor),
                position -> source.afterId(position.last, since, settings.pageSize()),
                this::keep);
    }

    private Uni<Position> keep(Position position, CdrSource.Page page) {
        pages.stored().keepNewest(LateCommits.MOST + settings.pageSize());
        long last = page.read() == 0 ? position.last : page.lastId();
        if (last <= position.cursor) {
            return Uni.createFrom().item(new Position(last, position.cursor));
        }
        return store.save(new Cursor(last, "")).replaceWith(new Position(last, last));
    }
}
