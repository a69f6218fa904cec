package io.smartcallcenter.kpi.owner;

import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.rollup.CallHash;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.QueueDay;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The days that the facts of a store give, computed in the simplest way: every fact is looked at for every quarter. Names are left
 * out of it where two of the same moment differ.
 */
final class Days {

    private static final long DAY = Quarter.PER_DAY * Quarter.MILLIS;

    private Days() {}

    static Map<String, Object> of(MemoryStore store) {
        Map<String, Object> days = new TreeMap<>();
        Set<String> queues = Stream.concat(
                        store.entries().stream().map(QueueEntry::queue),
                        store.refusals().stream().map(refusal -> refusal.queue()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<Long> all = days(store);
        for (String queue : queues) {
            all.forEach(day -> put(days, queueDay(store, queue, day)));
        }
        Set<String> operators = Stream.concat(
                        store.offers().stream().map(Offer::iface),
                        store.marks().stream().map(StateMark::iface))
                .collect(Collectors.toSet());
        for (String operator : operators) {
            all.forEach(day -> put(days, operatorDay(store, operator, day)));
        }
        return days;
    }

    private static Set<Long> days(MemoryStore store) {
        Set<Long> days = new TreeSet<>();
        store.entries().stream()
                .filter(entry -> entry.joinedAt() != null)
                .forEach(entry -> both(
                        days, entry.joinedAt(), entry.joinedAt().plusMillis(entry.waiting() ? 0 : entry.waitMs())));
        store.refusals().forEach(refusal -> both(days, refusal.at(), refusal.at()));
        store.offers().stream()
                .filter(offer -> offer.startedAt() != null)
                .forEach(offer ->
                        both(days, offer.startedAt(), offer.endedAt() == null ? offer.startedAt() : offer.endedAt()));
        store.marks().forEach(mark -> days.add(Math.floorDiv(mark.atMicros() / 1000, DAY)));
        return days;
    }

    private static void both(Set<Long> days, Instant from, Instant to) {
        days.add(from.toEpochMilli() / DAY);
        days.add(to.toEpochMilli() / DAY);
    }

    private static QueueDay queueDay(MemoryStore store, String queue, long day) {
        List<EntryRow> entries = new ArrayList<>();
        for (Quarter quarter : quarters(day)) {
            for (QueueEntry entry : store.entries()) {
                if (!queue.equals(entry.queue()) || entry.joinedAt() == null) {
                    continue;
                }
                long joined = entry.joinedAt().toEpochMilli();
                long wait = entry.waiting() ? 0 : entry.waitMs();
                boolean home = quarter.contains(joined);
                boolean ends = !entry.waiting() && quarter.contains(joined + wait);
                if (home || ends) {
                    entries.add(new EntryRow(home, ends, joined, entry.outcome(), wait, CallHash.of(entry.callId())));
                }
            }
        }
        List<RefusalRow> refusals = store.refusals().stream()
                .filter(refusal -> refusal.queue().equals(queue) && refusal.at().toEpochMilli() / DAY == day)
                .map(refusal -> new RefusalRow(refusal.at().toEpochMilli(), refusal.reason()))
                .toList();
        return new QueueDay(queue, day, entries, refusals);
    }

    private static OperatorDay operatorDay(MemoryStore store, String iface, long day) {
        List<OfferRow> offers = new ArrayList<>();
        for (Quarter quarter : quarters(day)) {
            for (Offer offer : store.offers()) {
                if (offer.iface().equals(iface)
                        && offer.startedAt() != null
                        && (quarter.contains(offer.startedAt().toEpochMilli())
                                || (offer.endedAt() != null
                                        && quarter.contains(offer.endedAt().toEpochMilli())))) {
                    offers.add(OfferRow.of(offer, quarter));
                }
            }
        }
        List<StateMark> marks = store.marks().stream()
                .filter(mark -> mark.iface().equals(iface) && mark.atMicros() / 1000 / DAY == day)
                .toList();
        Map<String, StateMark> carried = new HashMap<>();
        store.marks().stream()
                .filter(mark -> mark.iface().equals(iface) && mark.atMicros() / 1000 / DAY < day)
                .sorted(Comparator.comparingLong(StateMark::atMicros))
                .forEach(mark -> carried.put(mark.node() + "|" + mark.queue() + "|" + mark.state(), mark));
        return new OperatorDay(iface, day, "", offers, List.copyOf(carried.values()), marks);
    }

    private static List<Quarter> quarters(long day) {
        return LongStream.range(day * Quarter.PER_DAY, (day + 1) * Quarter.PER_DAY)
                .mapToObj(Quarter::new)
                .toList();
    }

    /** A day in which nothing happened is none. */
    static void put(Map<String, Object> days, Object day) {
        if (day instanceof QueueDay queue
                && !(queue.entries().isEmpty() && queue.refusals().isEmpty())) {
            days.put("queue " + queue.queue() + " " + queue.day(), lines(queue.entries(), queue.refusals()));
        } else if (day instanceof OperatorDay of
                && !(of.offers().isEmpty() && of.marks().isEmpty())) {
            days.put("operator " + of.iface() + " " + of.day(), lines(of.offers(), of.carried(), of.marks()));
        }
    }

    /** What differs, for people; empty if the days are the same. */
    static List<String> differences(Map<String, Object> expected, Map<String, Object> found) {
        Set<String> names = new TreeSet<>(expected.keySet());
        names.addAll(found.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(expected.get(name), found.get(name)))
                .map(name -> name + ": expected " + expected.get(name) + " but found " + found.get(name))
                .toList();
    }

    private static List<String> lines(Collection<?>... rows) {
        return Stream.of(rows)
                .flatMap(each -> each.stream().map(Object::toString).sorted())
                .toList();
    }
}
