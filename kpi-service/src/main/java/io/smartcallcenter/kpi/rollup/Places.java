package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.offer.Offer;
import java.util.HashSet;
import java.util.Set;

/** In which quarters the rows of a fact are, and may have been. */
public final class Places {

    private static final long GUESS = Contribution.GUESS.toMillis();

    private Places() {}

    /** Where its rows are: the quarters of the join and of the leave. Nowhere without a queue or a join. */
    public static Set<Quarter> of(QueueEntry entry) {
        Set<Quarter> places = new HashSet<>();
        if (isSomewhere(entry)) {
            long joined = entry.joinedAt().toEpochMilli();
            places.add(Quarter.of(joined));
            if (!entry.waiting()) {
                places.add(Quarter.of(joined + entry.waitMs()));
            }
        }
        return places;
    }

    /**
     * Where its rows are, or were while less was known of it. Another outcome may have been reported first. A moment may have been a
     * guess, which lies within {@link Contribution#GUESS} of what it turned out to be. And a fact may have been given up at any time, more
     * than once, of which only the latest is known.
     */
    public static Set<Quarter> ever(QueueEntry entry) {
        Set<Quarter> places = new HashSet<>();
        if (isSomewhere(entry)) {
            long joined = entry.joinedAt().toEpochMilli();
            around(joined, places);
            entry.waits().values().forEach(wait -> around(joined + wait, places));
            between(joined, entry.waits().get(EntryOutcome.LOST), places);
            if (entry.answerWaitMs() != null) {
                around(joined + entry.answerWaitMs(), places);
            }
        }
        return places;
    }

    private static boolean isSomewhere(QueueEntry entry) {
        return entry.queue() != null && entry.joinedAt() != null;
    }

    /** Where its rows are: the quarters of the start and of the end of the ringing. Nowhere without a start. */
    public static Set<Quarter> of(Offer offer) {
        Set<Quarter> places = new HashSet<>();
        if (offer.startedAt() != null) {
            places.add(Quarter.of(offer.startedAt()));
            if (offer.outcome() != null) {
                places.add(Quarter.of(offer.endedAt()));
            }
        }
        return places;
    }

    /** Where its rows are, or were while less was known of it. */
    public static Set<Quarter> ever(Offer offer) {
        Set<Quarter> places = new HashSet<>();
        if (offer.startedAt() != null) {
            long started = offer.startedAt().toEpochMilli();
            around(started, places);
            offer.rings().values().forEach(ring -> around(started + ring, places));
            between(started, offer.rings().get(OfferOutcome.LOST), places);
            if (offer.answeredAt() != null) {
                around(offer.answeredAt().toEpochMilli(), places);
            }
        }
        return places;
    }

    private static void between(long from, Long lostAfter, Set<Quarter> places) {
        if (lostAfter != null) {
            long last = Quarter.of(from + lostAfter).index();
            for (long index = Quarter.of(from).index(); index <= last; index++) {
                places.add(new Quarter(index));
            }
        }
    }

    private static void around(long at, Set<Quarter> places) {
        places.add(Quarter.of(at - GUESS));
        places.add(Quarter.of(at + GUESS));
    }
}
