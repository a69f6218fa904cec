package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.offer.Offer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * An operator's offers of a range, each attributed to its start. Percentages 0..100, times in seconds, both unrounded; null where
 * the denominator is empty.
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

    public static OfferCounts of(Collection<Offer> offers) {
        Map<OfferOutcome, Long> ended = new EnumMap<>(OfferOutcome.class);
        offers.stream()
                .map(Offer::outcome)
                .filter(Objects::nonNull)
                .forEach(outcome -> ended.merge(outcome, 1L, Long::sum));
        return new OfferCounts(
                offers.size(),
                offers.stream().map(Offer::callId).distinct().count(),
                ended,
                offers.stream().filter(offer -> offer.outcome() == null).count(),
                offers.stream().filter(OfferCounts::talked).count(),
                offers.stream()
                        .filter(OfferCounts::talked)
                        .mapToLong(Offer::talkMs)
                        .sum(),
                offers.stream().filter(Offer::accepted).mapToLong(Offer::holdMs).sum());
    }

    private static boolean talked(Offer offer) {
        return offer.accepted() && offer.talkMs() != null;
    }

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
