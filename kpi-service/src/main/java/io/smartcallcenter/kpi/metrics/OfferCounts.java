package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.events.OfferOutcome;
import java.util.Map;

/**
 * Offers to an operator, or to several, in a cell of time. Percentages 0..100, times in seconds, both unrounded; null where the
 * denominator is empty.
 *
 * @param talks answered offers whose talk has ended: who still talks does not pull the mean down
 * @param talkMs their talk, hold included
 * @param holdMs the part of it on hold
 */
public record OfferCounts(
        long offered,
        long distinctCalls,
        Map<OfferOutcome, Long> ended,
        long ringing,
        long talks,
        long talkMs,
        long holdMs) {

    public long ended(OfferOutcome outcome) {
        return ended.getOrDefault(outcome, 0L);
    }

    public long answered() {
        return ended(OfferOutcome.ACCEPTED);
    }

    /** Rang out. */
    public long missed() {
        return ended(OfferOutcome.TIMEOUT);
    }

    public long rejected() {
        return ended(OfferOutcome.REJECTED);
    }

    /** Of whose end nobody knows. */
    public long lost() {
        return ended(OfferOutcome.LOST);
    }

    /** Answered of all offers. */
    public Double efficiency() {
        return Ratio.percent(answered(), offered);
    }

    /** Answered of those that the operator could decide. */
    public Double acceptRate() {
        return Ratio.percent(answered(), answered() + missed() + rejected());
    }

    public Double avgTalk() {
        return Ratio.meanSeconds(talkMs, talks);
    }

    public Double hold() {
        return Ratio.seconds(holdMs);
    }
}
