package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.offer.Offer;
import java.time.Instant;

/**
 * An offer in a quarter. One that ends in another quarter than it began in has a row in both.
 *
 * @param home the start lies in this row's quarter
 * @param ends the end of the ringing lies in this row's quarter; false while it rings
 * @param queue null for a direct call
 * @param startedAt ms since the epoch
 * @param outcome null while it rings
 * @param endedAt end of the ringing, ms since the epoch; 0 while it rings
 * @param answeredAt ms since the epoch; 0 if no answer was seen
 * @param releasedAt ms since the epoch; 0 while the talk lasts or if there is none
 * @param talkMs connect to release, hold included; -1 while it lasts or if there is none
 * @param holdMs the part of it on hold
 * @param call 64 bits of a hash of the call id
 */
public record OfferRow(
        boolean home,
        boolean ends,
        String queue,
        long startedAt,
        OfferOutcome outcome,
        long endedAt,
        long answeredAt,
        long releasedAt,
        long talkMs,
        long holdMs,
        long call) {

    /** @param offer of which it is known when it began */
    public static OfferRow of(Offer offer, Quarter quarter) {
        long startedAt = offer.startedAt().toEpochMilli();
        long endedAt = millis(offer.endedAt());
        return new OfferRow(
                quarter.contains(startedAt),
                offer.outcome() != null && quarter.contains(endedAt),
                offer.queue(),
                startedAt,
                offer.outcome(),
                endedAt,
                millis(offer.answeredAt()),
                millis(offer.releasedAt()),
                offer.talkMs() == null ? -1 : offer.talkMs(),
                offer.holdMs(),
                CallHash.of(offer.callId()));
    }

    private static long millis(Instant at) {
        return at == null ? 0 : at.toEpochMilli();
    }
}
