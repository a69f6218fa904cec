package io.smartcallcenter.cdr.source;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.source.CdrSource.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A table without a counter: everything since the latest {@code calldate} minus the window is read again each time. */
final class ReadByCalldate {

    /** Clocks of Asterisk and of its host. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

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

    /**
     * @param cursor the latest calldate that is on record
     * @param oldest the begin of the oldest call whose rows are still to come
     */
    private record Position(Place last, String cursor, Optional<Instant> oldest) {}

    /** @param now a row of the future must not move the cursor past the rows that are still to come */
    Uni<Void> importFrom(Cursor cursor, Instant since, Instant now) {
        return oldest(cursor, now).chain(oldest -> importFrom(cursor, since, now, oldest));
    }

    /** Rows are written when a call ends, with the time of its beginning. */
    private Uni<Optional<Instant>> oldest(Cursor cursor, Instant now) {
        return cursor.lastCalldate().isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : store.oldestOpen(now.minus(settings.longestCall()), now.minus(settings.window()));
    }

    /**
     * As long as there is a call that began early, or one that has just ended, the window reaches back to its beginning. It is measured in time, not on
     * the clock of the PBX, which is put forward and back.
     */
    private String windowBegin(String cursor, Optional<Instant> oldest) {
        Instant usual = CdrDates.instant(cursor, source.zone()).minus(settings.window());
        Instant begin = oldest.map(call -> call.minus(MARGIN))
                .filter(call -> call.isBefore(usual))
                .orElse(usual);
        return CdrDates.earliest(begin, source.zone());
    }

    private Uni<Void> importFrom(Cursor cursor, Instant since, Instant now, Optional<Instant> oldest) {
        String earliest = CdrDates.earliest(since, source.zone());
        String latest = CdrDates.text(now, source.zone());
        String from = cursor.lastCalldate().isEmpty()
                ? earliest
                : CdrDates.later(earliest, windowBegin(cursor.lastCalldate(), oldest));
        Position start = new Position(Place.before(from), cursor.lastCalldate(), oldest);
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
        pages.stored().forgetBefore(CdrDates.instant(windowBegin(newest, position.oldest), source.zone()));
        Position next = new Position(page.last(), newest, position.oldest);
        return newest.equals(position.cursor)
                ? Uni.createFrom().item(next)
                : store.save(new Cursor(0, newest)).replaceWith(next);
    }
}
