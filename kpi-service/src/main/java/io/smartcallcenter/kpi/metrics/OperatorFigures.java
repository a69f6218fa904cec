package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.Intervals;
import io.smartcallcenter.kpi.operator.OperatorTimes;
import io.smartcallcenter.kpi.operator.StateMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One operator in a range: calls are attributed to the start of their offer, states are clipped to the range.
 *
 * @param queues counts by queue; direct calls, which have none, are in {@code counts} only
 * @param talking within the range, also of calls that were offered before it
 */
public record OperatorFigures(
        String iface,
        String name,
        OfferCounts counts,
        Map<String, OfferCounts> queues,
        OperatorTimes times,
        Intervals talking) {

    /**
     * @param queues the counts are of these; empty = all, and direct calls
     * @param offers of this operator, of any queue: those of the range, and earlier ones whose talk may last into it
     * @param marks see {@link OperatorTimes#of}
     * @param now a talk or state that has not ended lasts until now
     */
    public static OperatorFigures of(
            String iface,
            Set<String> queues,
            Collection<Offer> offers,
            Collection<StateMark> marks,
            TimeRange range,
            Instant now) {
        List<Offer> started = offers.stream()
                .filter(offer -> of(queues, offer) && range.contains(offer.startedAt()))
                .toList();
        Map<String, List<Offer>> byQueue = started.stream()
                .filter(offer -> offer.queue() != null)
                .collect(Collectors.groupingBy(Offer::queue, TreeMap::new, Collectors.toList()));
        Map<String, OfferCounts> counts = new TreeMap<>();
        byQueue.forEach((queue, of) -> counts.put(queue, OfferCounts.of(of)));
        long from = micros(range.from());
        long to = micros(now.isBefore(range.to()) ? now : range.to());
        return new OperatorFigures(
                iface,
                newestName(iface, offers, marks),
                OfferCounts.of(started),
                counts,
                OperatorTimes.of(marks, from, to),
                talking(offers, from, to));
    }

    private static boolean of(Set<String> queues, Offer offer) {
        return queues.isEmpty() || (offer.queue() != null && queues.contains(offer.queue()));
    }

    /** Whether an offer of these queues was talked in the range, possibly one that began before it. */
    boolean talked(Set<String> queues, Collection<Offer> offers, TimeRange range) {
        List<Offer> ours = offers.stream().filter(offer -> of(queues, offer)).toList();
        return talking(ours, micros(range.from()), micros(range.to()))
                        .intersect(talking)
                        .totalMs()
                > 0;
    }

    private static Intervals talking(Collection<Offer> offers, long from, long to) {
        List<Intervals.Span> spans = new ArrayList<>();
        for (Offer offer : offers) {
            if (offer.answeredAt() != null) {
                long end = offer.releasedAt() == null ? to : micros(offer.releasedAt());
                spans.add(new Intervals.Span(micros(offer.answeredAt()), end));
            }
        }
        return Intervals.of(spans).clip(from, to);
    }

    private static String newestName(String iface, Collection<Offer> offers, Collection<StateMark> marks) {
        record Named(long at, String name) {}
        Stream<Named> fromOffers = offers.stream()
                .filter(offer -> offer.startedAt() != null)
                .map(offer -> new Named(micros(offer.startedAt()), offer.name()));
        Stream<Named> fromMarks = marks.stream().map(mark -> new Named(mark.atMicros(), mark.name()));
        return Stream.concat(fromOffers, fromMarks)
                .filter(named -> Objects.nonNull(named.name()) && !named.name().equals(iface))
                .max(Comparator.comparingLong(Named::at).thenComparing(Named::name))
                .map(Named::name)
                .orElse(iface);
    }

    private static long micros(Instant at) {
        return at.toEpochMilli() * 1000;
    }

    public double onlineSeconds() {
        return times.online().totalMs() / 1000.0;
    }

    public double pauseSeconds() {
        return times.paused().totalMs() / 1000.0;
    }

    public double autoPauseSeconds() {
        return times.autoPaused().totalMs() / 1000.0;
    }

    /** Seconds paused by reason; reasons of two queues may overlap. */
    public Map<String, Double> pauseSecondsByReason() {
        Map<String, Double> seconds = new TreeMap<>();
        times.pausedByReason().forEach((reason, paused) -> seconds.put(reason, paused.totalMs() / 1000.0));
        return seconds;
    }

    /** Share of talk in talk and availability, 0..100. Hold is inside the talk; after-call work is not measured yet. */
    public Double occupancy() {
        long talk = talking.totalMs();
        return Ratio.percent(talk, talk + times.available(talking).totalMs());
    }
}
