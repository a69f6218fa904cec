package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.rollup.OfferRow;
import java.util.EnumMap;
import java.util.Map;

/** Counts offers in one cell of time. The order does not matter. */
public final class OfferTally {

    private static final OfferOutcome[] OUTCOMES = OfferOutcome.values();

    private final long[] ended = new long[OUTCOMES.length];
    private final Longs calls = new Longs();
    private long ringing;
    private long talks;
    private long talkMs;
    private long holdMs;

    /** Counts the offer, and as ringing if it has no outcome yet. */
    public void offered(OfferRow offer) {
        calls.add(offer.call());
        ringing += offer.outcome() == null ? 1 : 0;
    }

    /** Counts the outcome of an offer that has ended, with the talk that followed. */
    public void ended(OfferRow offer) {
        ended[offer.outcome().ordinal()]++;
        if (offer.outcome() == OfferOutcome.ACCEPTED) {
            holdMs += offer.holdMs();
            if (offer.talkMs() >= 0) {
                talks++;
                talkMs += offer.talkMs();
            }
        }
    }

    public OfferCounts counts() {
        Map<OfferOutcome, Long> counts = new EnumMap<>(OfferOutcome.class);
        for (OfferOutcome outcome : OUTCOMES) {
            if (ended[outcome.ordinal()] > 0) {
                counts.put(outcome, ended[outcome.ordinal()]);
            }
        }
        return new OfferCounts(calls.size(), calls.distinct(), counts, ringing, talks, talkMs, holdMs);
    }
}
