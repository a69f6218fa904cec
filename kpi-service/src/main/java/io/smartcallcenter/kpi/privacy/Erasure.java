package io.smartcallcenter.kpi.privacy;

import java.time.Instant;

/**
 * A caller's data were made unreadable. The number itself is not kept.
 *
 * @param at to the millisecond
 * @param who the token's name
 * @param finished false while it runs, or if it broke off: then it has to be asked for again
 * @param calls whose caller's number and name were erased
 * @param events of their timelines that told of the caller
 * @param comments on these calls: people wrote them, and people have to read them
 */
public record Erasure(
        String id, Instant at, String who, String reason, boolean finished, long calls, long events, long comments) {

    Erasure plus(long moreCalls, long moreEvents, long moreComments) {
        return new Erasure(
                id, at, who, reason, finished, calls + moreCalls, events + moreEvents, comments + moreComments);
    }

    Erasure done() {
        return new Erasure(id, at, who, reason, true, calls, events, comments);
    }
}
