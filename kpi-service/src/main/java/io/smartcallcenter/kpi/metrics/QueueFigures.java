package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.Refusal;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * One queue's entries of a range, each attributed to its join. Percentages 0..100, times in seconds, both unrounded; null where
 * the denominator is empty.
 *
 * @param ended entries by outcome; ABANDONED without the short ones
 * @param waits of all entries whose leave is known: LOST has none
 * @param longestWaitingSince join of the caller who waits longest; null if nobody waits
 */
public record QueueFigures(
        String queue,
        long total,
        Map<RefusedReason, Long> refused,
        Map<EntryOutcome, Long> ended,
        long shortAbandoned,
        long waiting,
        long uniqueCalls,
        Waits waits,
        Waits answeredWaits,
        Waits abandonedWaits,
        ServiceLevel serviceLevel,
        Instant longestWaitingSince) {

    /** @param now decides only how long those who still wait have waited */
    public static QueueFigures of(
            String queue, Collection<QueueEntry> entries, Collection<Refusal> refusals, Policy policy, Instant now) {
        Predicate<QueueEntry> shortAbandon =
                entry -> entry.outcome() == EntryOutcome.ABANDONED && entry.waitMs() < policy.shortAbandonMs();
        return new QueueFigures(
                queue,
                entries.size(),
                byReason(refusals),
                byOutcome(entries, shortAbandon),
                entries.stream().filter(shortAbandon).count(),
                entries.stream().filter(QueueEntry::waiting).count(),
                entries.stream().map(QueueEntry::callId).distinct().count(),
                waits(entries, entry -> entry.outcome() != EntryOutcome.LOST),
                waits(entries, entry -> entry.outcome() == EntryOutcome.ANSWERED),
                waits(entries, entry -> entry.outcome() == EntryOutcome.ABANDONED && !shortAbandon.test(entry)),
                ServiceLevel.of(entries, policy, now),
                entries.stream()
                        .filter(QueueEntry::waiting)
                        .map(QueueEntry::joinedAt)
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    private static Map<RefusedReason, Long> byReason(Collection<Refusal> refusals) {
        Map<RefusedReason, Long> counts = new EnumMap<>(RefusedReason.class);
        for (RefusedReason reason : RefusedReason.values()) {
            counts.put(reason, 0L);
        }
        refusals.forEach(refusal -> counts.merge(refusal.reason(), 1L, Long::sum));
        return counts;
    }

    private static Map<EntryOutcome, Long> byOutcome(
            Collection<QueueEntry> entries, Predicate<QueueEntry> shortAbandon) {
        Map<EntryOutcome, Long> counts = new EnumMap<>(EntryOutcome.class);
        entries.stream()
                .filter(shortAbandon.negate())
                .map(QueueEntry::outcome)
                .filter(Objects::nonNull)
                .forEach(outcome -> counts.merge(outcome, 1L, Long::sum));
        return counts;
    }

    private static Waits waits(Collection<QueueEntry> entries, Predicate<QueueEntry> which) {
        return Waits.of(
                entries.stream().filter(entry -> !entry.waiting()).filter(which).mapToLong(QueueEntry::waitMs));
    }

    public long ended(EntryOutcome outcome) {
        return ended.getOrDefault(outcome, 0L);
    }

    public long answered() {
        return ended(EntryOutcome.ANSWERED);
    }

    /** Without the short ones. */
    public long abandoned() {
        return ended(EntryOutcome.ABANDONED);
    }

    /** Joined and refused. */
    public long received() {
        return total + refused.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The coarse figure of the source architecture. */
    public long lostCalls() {
        return abandoned() + ended(EntryOutcome.TIMEOUT) + ended(EntryOutcome.LEFT_EMPTY);
    }

    public Double answerRate() {
        return Ratio.percent(answered(), total);
    }
}
