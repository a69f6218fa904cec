package io.smartcallcenter.kpi.entry;

import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.kpi.document.Fields;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One caller's wait in one queue.
 *
 * @param queue null while only an event without a queue is known
 * @param joinedAt the join, or the best guess while the join itself is not known; null if there is none
 * @param waits ms from join to leave, by each outcome that was reported
 * @param answerWaitMs ms from join to connect as the answer reported it; null if no answer was seen
 */
public record QueueEntry(
        String id, String callId, String queue, Instant joinedAt, Map<EntryOutcome, Long> waits, Long answerWaitMs) {

    /**
     * If several outcomes were reported, the first of these is taken. A proven connection beats everything. A reason that
     * Asterisk named beats ABANDONED, which is what remains when none was named (QueueCallerAbandon is raised for timeouts and
     * empty queues too). LOST only says that nobody knows.
     */
    public static final List<EntryOutcome> PRECEDENCE = List.of(
            EntryOutcome.ANSWERED,
            EntryOutcome.EXIT_KEY,
            EntryOutcome.TIMEOUT,
            EntryOutcome.LEFT_EMPTY,
            EntryOutcome.WITHDRAWN,
            EntryOutcome.TRANSFERRED_OUT,
            EntryOutcome.ABANDONED,
            EntryOutcome.LOST);

    public QueueEntry {
        waits = Map.copyOf(waits);
    }

    /** The entry that a document describes. */
    public static QueueEntry from(String id, Fields fields) {
        Map<EntryOutcome, Long> waits = new EnumMap<>(EntryOutcome.class);
        fields.below(QueueEntryFacts.WAIT, (name, value) -> waits.put(EntryOutcome.valueOf(name), (Long) value));
        Instant joined = fields.time(QueueEntryFacts.JOINED_AT);
        return new QueueEntry(
                id,
                fields.text(QueueEntryFacts.CALL_ID),
                fields.text(QueueEntryFacts.QUEUE),
                joined == null ? fields.time(QueueEntryFacts.ARRIVAL) : joined,
                waits,
                fields.number(QueueEntryFacts.ANSWER_WAIT));
    }

    /** How it ended; null while the caller waits. */
    public EntryOutcome outcome() {
        if (answerWaitMs != null) {
            return EntryOutcome.ANSWERED;
        }
        return PRECEDENCE.stream().filter(waits::containsKey).findFirst().orElse(null);
    }

    public boolean waiting() {
        return outcome() == null;
    }

    /** Ms from join to leave; null while the caller waits. */
    public Long waitMs() {
        EntryOutcome outcome = outcome();
        if (outcome == null) {
            return null;
        }
        return waits.getOrDefault(outcome, answerWaitMs);
    }

    /** The same, as far as it is known: of an entry that was given up nobody knows when the caller left. */
    public Long knownWaitMs() {
        return outcome() == EntryOutcome.LOST ? null : waitMs();
    }

    /** Whether it ended in this way within so many ms. */
    public boolean endedWithin(EntryOutcome wanted, long limitMs) {
        return outcome() == wanted && waitMs() <= limitMs;
    }
}
