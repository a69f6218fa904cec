package io.smartcallcenter.cdr.reconcile;

import java.time.Instant;
import java.util.Set;

/**
 * What the call events say about one call.
 *
 * @param firstSeen Asterisk's clock
 * @param ended Asterisk's clock; null while it lasts
 * @param endKnownAt our clock when the end arrived; null while it lasts
 * @param answeredBy the interfaces of the operators that were connected, for example {@code PJSIP/0001}
 * @param callerAnswered the caller's own channel was up
 * @param rungByQueue at least one operator was rung by a queue
 * @param lost something in it ended unseen: a gap of the links or a killed Asterisk
 */
public record SeenCall(
        String callId,
        Instant firstSeen,
        Instant ended,
        Instant endKnownAt,
        Set<String> answeredBy,
        boolean callerAnswered,
        boolean rungByQueue,
        boolean lost) {

    public SeenCall {
        answeredBy = Set.copyOf(answeredBy);
    }

    /** Asterisk writes no row for a call that was never answered and that no Dial or Queue rang ({@code unanswered=no}). */
    boolean leavesRows() {
        return callerAnswered || rungByQueue || !answeredBy.isEmpty();
    }
}
