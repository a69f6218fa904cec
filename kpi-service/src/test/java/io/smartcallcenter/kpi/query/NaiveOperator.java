package io.smartcallcenter.kpi.query;

import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.metrics.OfferCounts;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.operator.StateMark.State;
import io.smartcallcenter.kpi.operator.TimeTotals;
import io.smartcallcenter.kpi.rollup.OfferRow;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One operator's definitions written down again, straight and slow: what is true is asked minute by minute, so everything must happen
 * on whole minutes.
 *
 * @param queues that states and counts are restricted to; empty = all
 */
record NaiveOperator(List<StateMark> marks, List<OfferRow> offers, Set<String> queues, long now) {

    private static final long MINUTE = 60_000;

    private boolean asked(String queue) {
        return queues.isEmpty() || (queue != null && queues.contains(queue));
    }

    List<OfferRow> askedOffers() {
        return offers.stream().filter(offer -> asked(offer.queue())).toList();
    }

    private Optional<StateMark> last(String node, String queue, State state, long at) {
        return marks.stream()
                .filter(mark -> mark.state() == state && mark.node().equals(node) && mark.atMicros() <= at * 1000)
                .filter(mark -> queue == null ? mark.queue() == null : queue.equals(mark.queue()))
                .max(Comparator.comparingLong(StateMark::atMicros))
                .filter(StateMark::on);
    }

    /** @param from of the cell; a talk is known if its offer began at most 12 hours before */
    private boolean talks(OfferRow offer, long from, long at) {
        return offer.answeredAt() != 0
                && offer.startedAt() >= from - 12 * 60 * MINUTE
                && offer.answeredAt() <= at
                && at < (offer.releasedAt() == 0 ? offer.startedAt() + 12 * 60 * MINUTE : offer.releasedAt());
    }

    TimeTotals times(long from, long to) {
        TimeTotals total = TimeTotals.NONE;
        for (long at = from; at < Math.min(to, now); at += MINUTE) {
            total = total.plus(minute(from, at));
        }
        return total;
    }

    private TimeTotals minute(long from, long at) {
        boolean online = false;
        boolean auto = false;
        Set<String> reasons = new HashSet<>();
        for (String node : List.of("one", "two")) {
            for (String queue : List.of("a", "b")) {
                if (asked(queue) && last(node, queue, State.MEMBER, at).isPresent()) {
                    online |= last(node, null, State.REACHABLE, at).isPresent();
                    Optional<StateMark> pause = last(node, queue, State.PAUSED, at);
                    auto |= pause.filter(StateMark::auto).isPresent();
                    pause.filter(mark -> !mark.auto()).map(StateMark::reason).ifPresent(reasons::add);
                }
            }
        }
        boolean paused = !reasons.isEmpty();
        boolean talking = offers.stream().anyMatch(offer -> talks(offer, from, at));
        Map<String, Long> byReason = new TreeMap<>();
        reasons.forEach(reason -> byReason.put(reason, MINUTE * 1000));
        return new TimeTotals(
                of(online),
                of(paused),
                of(auto && !paused),
                byReason,
                of(talking),
                of(online && !paused && !auto && !talking));
    }

    private static long of(boolean spent) {
        return spent ? MINUTE * 1000 : 0;
    }

    boolean talkedForTheQueues(long from, long to) {
        for (long at = from; at < to; at += MINUTE) {
            long moment = at;
            if (moment < now && askedOffers().stream().anyMatch(offer -> talks(offer, from, moment))) {
                return true;
            }
        }
        return false;
    }

    static OfferCounts counts(Collection<OfferRow> started, Collection<OfferRow> ended) {
        Map<OfferOutcome, Long> outcomes = new EnumMap<>(OfferOutcome.class);
        ended.forEach(offer -> outcomes.merge(offer.outcome(), 1L, Long::sum));
        Predicate<OfferRow> answered = offer -> offer.outcome() == OfferOutcome.ACCEPTED;
        List<OfferRow> talked = ended.stream()
                .filter(answered)
                .filter(offer -> offer.talkMs() >= 0)
                .toList();
        return new OfferCounts(
                started.size(),
                started.stream().map(OfferRow::call).distinct().count(),
                outcomes,
                started.stream().filter(offer -> offer.outcome() == null).count(),
                talked.size(),
                talked.stream().mapToLong(OfferRow::talkMs).sum(),
                ended.stream().filter(answered).mapToLong(OfferRow::holdMs).sum());
    }
}
