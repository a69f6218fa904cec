package io.smartcallcenter.kpi.entry;

import static io.smartcallcenter.kpi.document.Rule.GREATEST;
import static io.smartcallcenter.kpi.document.Rule.LEAST;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What call events say about a queue entry. */
public final class QueueEntryFacts {

    public static final String CALL_ID = "callId";
    public static final String QUEUE = "queue";
    public static final String JOINED_AT = "joinedAt";

    /** Earliest guess of the join from any event: the field that ranges are searched by. */
    public static final String ARRIVAL = "arrival";

    /** Earliest report of the leave, of any outcome but LOST: to search by. The leave itself is the join and the wait. */
    public static final String LEFT_AT = "leftAt";

    /** Latest time at which the entry was given up: to search by, as it may be long after, or before, what turns out to be the leave. */
    public static final String LOST_AT = "lostAt";

    static final String WAIT = "wait";
    static final String ANSWER_WAIT = "answer.wait";

    private QueueEntryFacts() {}

    public static Contribution of(CallEvent.QueueJoined joined, Instant at) {
        return entry(joined.entryId(), joined.callId(), joined.queue())
                .time(JOINED_AT, LEAST, at)
                .time(ARRIVAL, LEAST, at)
                .build();
    }

    public static Contribution of(CallEvent.QueueLeft left, Instant at) {
        long wait = Contribution.checked("waitMs", left.waitMs());
        boolean lost = left.outcome() == EntryOutcome.LOST;
        return entry(left.entryId(), left.callId(), left.queue())
                .time(ARRIVAL, LEAST, at.minusMillis(wait))
                .time(lost ? LOST_AT : LEFT_AT, lost ? GREATEST : LEAST, at)
                .millis(WAIT + "." + left.outcome().name(), GREATEST, wait)
                .build();
    }

    /** @param answered of a queue: its entry id is not null */
    public static Contribution of(CallEvent.Answered answered, Instant at) {
        long wait = Contribution.checked("waitMs", answered.waitMs());
        return entry(answered.entryId(), answered.callId(), answered.queue())
                .time(ARRIVAL, LEAST, at.minusMillis(wait))
                .time(LEFT_AT, LEAST, at)
                .millis(ANSWER_WAIT, GREATEST, wait)
                .build();
    }

    /** When an entry ended, as its waits say: for documents of versions that did not write it. Empty while the caller waits. */
    public static Optional<Contribution> ends(QueueEntry entry) {
        if (entry.waiting() || entry.joinedAt() == null) {
            return Optional.empty();
        }
        Contribution.Builder ends = entry(entry.id(), entry.callId(), entry.queue());
        Map<EntryOutcome, Long> waits = entry.waits();
        waits.forEach((outcome, wait) -> {
            boolean lost = outcome == EntryOutcome.LOST;
            ends.time(
                    lost ? LOST_AT : LEFT_AT,
                    lost ? GREATEST : LEAST,
                    entry.joinedAt().plusMillis(wait));
        });
        if (entry.answerWaitMs() != null) {
            ends.time(LEFT_AT, LEAST, entry.joinedAt().plusMillis(entry.answerWaitMs()));
        }
        return Optional.of(ends.build());
    }

    private static Contribution.Builder entry(String entryId, String callId, String queue) {
        return Contribution.of(DocumentKind.QUEUE_ENTRY, entryId)
                .text(CALL_ID, callId)
                .text(QUEUE, queue);
    }
}
