package io.smartcallcenter.kpi.call;

import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.offer.Offer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A call with its waits and the offers of it to operators, each in the order of time.
 *
 * @param entries empty once they are deleted by age, which may be earlier than the call
 */
public record CallRecord(CallSummary summary, List<QueueEntry> entries, List<Offer> offers) {

    private static final Comparator<Instant> TIME = Comparator.nullsFirst(Comparator.naturalOrder());

    public CallRecord {
        entries = entries.stream()
                .sorted(Comparator.comparing(QueueEntry::joinedAt, TIME).thenComparing(QueueEntry::id))
                .toList();
        offers = offers.stream()
                .sorted(Comparator.comparing(Offer::startedAt, TIME).thenComparing(Offer::id))
                .toList();
    }

    /** By its last wait; of a call without waits, by what its summary says. */
    public CallOutcome outcome() {
        if (!entries.isEmpty()) {
            QueueEntry last = entries.get(entries.size() - 1);
            if (last.waiting()) {
                return summary.endedAt() == null ? CallOutcome.WAITING : CallOutcome.LOST;
            }
            return CallOutcome.of(last.outcome());
        }
        if (summary.answered()) {
            return CallOutcome.ANSWERED;
        }
        return QueueEntry.PRECEDENCE.stream()
                .filter(summary.left()::contains)
                .findFirst()
                .map(CallOutcome::of)
                .orElse(summary.refused() ? CallOutcome.REFUSED : CallOutcome.NONE);
    }

    /** Its longest wait, ms; null if none has ended, or nobody knows when. */
    public Long waitMs() {
        return entries.stream()
                .map(QueueEntry::knownWaitMs)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(summary.waitMs());
    }

    /** Talk with operators, hold included, ms; null if none has ended. */
    public Long talkMs() {
        return offers.stream()
                .map(Offer::talkMs)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }
}
