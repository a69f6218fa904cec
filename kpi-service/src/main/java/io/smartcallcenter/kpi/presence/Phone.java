package io.smartcallcenter.kpi.presence;

import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.kpi.rollup.OfferRow;
import java.time.Duration;
import java.util.Collection;

/**
 * What an operator's phone does, from the offers.
 *
 * @param state RINGING, TALKING, or null while it is idle
 * @param since ms since the epoch: when that began; while idle, the end of the last offer that is known, 0 if there is none
 */
record Phone(OperatorState state, long since) {

    /** An offer whose end was never seen does not ring for ever. */
    static final Duration LONGEST_RING = Duration.ofHours(1);

    /** A talk whose release was never seen does not last for ever; also how far back reports look for one. */
    static final Duration LONGEST_TALK = Duration.ofHours(12);

    /**
     * @param lostAt ms since the epoch; offers that began before it are over
     * @param now ms since the epoch
     */
    static Phone of(Collection<OfferRow> offers, long lostAt, long now) {
        long talking = Long.MAX_VALUE;
        long ringing = Long.MAX_VALUE;
        long idle = 0;
        for (OfferRow offer : offers) {
            if (talks(offer, lostAt, now)) {
                talking = Math.min(talking, offer.answeredAt());
            } else if (rings(offer, lostAt, now)) {
                ringing = Math.min(ringing, offer.startedAt());
            } else {
                idle = Math.max(idle, Math.max(offer.releasedAt(), offer.endedAt()));
            }
        }
        if (talking < Long.MAX_VALUE) {
            return new Phone(OperatorState.TALKING, talking);
        }
        return ringing < Long.MAX_VALUE ? new Phone(OperatorState.RINGING, ringing) : new Phone(null, idle);
    }

    private static boolean talks(OfferRow offer, long lostAt, long now) {
        return offer.answeredAt() > 0
                && offer.releasedAt() == 0
                && offer.answeredAt() >= lostAt
                && now - offer.answeredAt() < LONGEST_TALK.toMillis();
    }

    private static boolean rings(OfferRow offer, long lostAt, long now) {
        return offer.outcome() == null
                && offer.answeredAt() == 0
                && offer.startedAt() >= lostAt
                && now - offer.startedAt() < LONGEST_RING.toMillis();
    }
}
