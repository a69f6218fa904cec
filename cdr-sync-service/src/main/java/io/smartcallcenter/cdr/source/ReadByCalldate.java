package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.source.CdrSource.Place;
import java.time.Instant;

/** A table without a counter: everything since the latest {@code calldate} minus the window is read again each time. */
final class ReadByCalldate {

    private final CdrSource source;
    private final ImportStore store;
    private final Pages pages;
    private final CdrSettings settings;

    ReadByCalldate(CdrSource source, ImportStore store, Pages pages, CdrSettings settings) {
        this.source = source;
        this.store = store;
        this.pages = pages;
        this.settings = settings;
    }

    /** @param cursor the latest calldate that is on record */
    private record Position(Place last, String cursor) {}

    /** @param now a row of the future must not move the cursor past the rows that are still to come */
    Uni<Void> importFrom(Cursor cursor, Instant since, Instant now) {
        String earliest = CdrDates.text(since, settings.zone());
        String latest = CdrDates.text(now, settings.zone());
        String from = cursor.lastCalldate().isEmpty()
                ? earliest
                : CdrDates.later(earliest, CdrDates.minus(cursor.lastCalldate(), settings.window()));
        Position start = new Position(new Place(from, "", -1), cursor.lastCalldate());
        return pages.toTheEnd(
                        start,
                        position -> source.after(position.last, settings.pageSize()),
                        (position, page) -> keep(position, page, latest))
                .replaceWithVoid();
    }

    private Uni<Position> keep(Position position, CdrSource.Page page, String latest) {
        if (page.read() == 0) {
            return Uni.createFrom().item(position);
        }
        String newest =
                CdrDates.later(position.cursor, CdrDates.earlier(page.last().calldate(), latest));
        pages.stored().forgetBefore(CdrDates.instant(CdrDates.minus(newest, settings.window()), settings.zone()));
        Position next = new Position(page.last(), newest);
        return newest.equals(position.cursor)
                ? Uni.createFrom().item(next)
                : store.save(new Cursor(0, newest)).replaceWith(next);
    }
}
