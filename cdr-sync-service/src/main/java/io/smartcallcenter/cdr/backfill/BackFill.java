package io.smartcallcenter.cdr.backfill;

import io.smartcallcenter.cdr.source.Backoff;
import io.smartcallcenter.cdr.source.CdrSource.Place;
import io.smartcallcenter.cdr.source.History.Step;
import java.time.Duration;
import java.time.Instant;

/**
 * The import of a node's rows of a range of calldate, and how far it is.
 *
 * @param from inclusive, {@code to} exclusive
 * @param table of which {@code lastId} and {@code place} are; null at the beginning
 * @param lastId of the last row that was read; 0 at the beginning, or without an id
 * @param place of the last row that was read; null at the beginning, or with an id
 * @param rows read
 * @param stored of them, those that were new
 * @param fraction of the way, 0..1
 * @param workedFor without the time in which nobody worked on it
 * @param problem why the last attempt failed, for people; null if it did not
 * @param backoff after which it is tried again; null if at once
 */
public record BackFill(
        String node,
        Instant from,
        Instant to,
        State state,
        String table,
        long lastId,
        Place place,
        long rows,
        long stored,
        double fraction,
        Duration workedFor,
        Instant startedAt,
        String startedBy,
        String problem,
        Backoff backoff) {

    /** Whether somebody works on it. */
    public enum State {
        RUNNING,
        DONE,
        STOPPED
    }

    public static BackFill begin(String node, Instant from, Instant to, Instant at, String by) {
        return new BackFill(node, from, to, State.RUNNING, null, 0, null, 0, 0, 0, Duration.ZERO, at, by, null, null);
    }

    /** Where the next page begins. */
    Step next() {
        return new Step(from, to, table, lastId, place);
    }

    /** After one more page. */
    BackFill after(Step next, int read, long fresh, double way, Duration took) {
        return new BackFill(
                node,
                from,
                to,
                state,
                next.table(),
                next.lastId(),
                next.place(),
                rows + read,
                stored + fresh,
                way,
                workedFor.plus(took),
                startedAt,
                startedBy,
                null,
                null);
    }

    /** From its beginning: the node has another table, or another zone now. */
    BackFill anew() {
        return begin(node, from, to, startedAt, startedBy);
    }

    BackFill done() {
        return new BackFill(
                node,
                from,
                to,
                State.DONE,
                table,
                lastId,
                place,
                rows,
                stored,
                1,
                workedFor,
                startedAt,
                startedBy,
                null,
                null);
    }

    BackFill failed(String why, Instant at) {
        return troubled(why, Backoff.after(backoff, at));
    }

    /** Nobody can go on with it for now. */
    BackFill waiting(String why) {
        return troubled(why, null);
    }

    private BackFill troubled(String why, Backoff pause) {
        return new BackFill(
                node, from, to, state, table, lastId, place, rows, stored, fraction, workedFor, startedAt, startedBy,
                why, pause);
    }

    /** Whether it may be gone on with. */
    boolean isDue(Instant now) {
        return backoff == null || !now.isBefore(backoff.until());
    }

    /** When it is tried again after a failure; null if at once, or never. */
    public Instant nextAttempt() {
        return state == State.RUNNING && backoff != null ? backoff.until() : null;
    }

    /** Rows per second of the time that was worked; 0 at the beginning. */
    public long rate() {
        return workedFor.isZero() ? 0 : rows * 1000 / Math.max(1, workedFor.toMillis());
    }

    /** As if the rest went as the way so far; null if nothing can be said. */
    public Duration left() {
        if (state != State.RUNNING || fraction <= 0) {
            return null;
        }
        return Duration.ofMillis(Math.round(workedFor.toMillis() * (1 - fraction) / fraction));
    }
}
