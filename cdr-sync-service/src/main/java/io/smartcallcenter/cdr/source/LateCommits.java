package io.smartcallcenter.cdr.source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An id is given out when a row is inserted, but the row is seen when its transaction ends, behind ids that are higher. So now and then everything is
 * read again that came in the last minutes.
 */
final class LateCommits {

    /** Rows that are looked at again at most. */
    static final int MOST = 100_000;

    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofSeconds(30);

    /** What a new process looks back, which does not know when the ids came. */
    private static final int AT_START = 10_000;

    private final Deque<Mark> marks = new ArrayDeque<>();
    private Instant lookedBack;

    /** @param id the highest that was on record */
    private record Mark(Instant at, long id) {}

    /**
     * @param cursor the highest id that is on record
     * @return the id after which to read
     */
    long lookBackTo(long cursor, Instant now) {
        // of a table that was replaced
        marks.removeIf(mark -> mark.id > cursor);
        if (lookedBack == null) {
            lookedBack = now;
            marks.add(new Mark(now, cursor - AT_START));
            return cursor - AT_START;
        }
        if (now.isBefore(lookedBack.plus(EVERY))) {
            return cursor;
        }
        lookedBack = now;
        marks.add(new Mark(now, cursor));
        while (marks.size() > 1 && secondIsOldEnough(now)) {
            marks.removeFirst();
        }
        return Math.max(marks.getFirst().id, cursor - MOST);
    }

    private boolean secondIsOldEnough(Instant now) {
        Mark second = marks.stream().skip(1).findFirst().orElseThrow();
        return !second.at.isAfter(now.minus(LONGEST_TRANSACTION));
    }
}
