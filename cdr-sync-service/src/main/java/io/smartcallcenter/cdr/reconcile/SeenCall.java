package io.smartcallcenter.cdr.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What the call events say about one call.
 *
 * @param firstSeen Asterisk's clock
 * @param ended Asterisk's clock, of a lost call ours: when the links were; null while it lasts
 * @param endKnownAt our clock when the end arrived; null while it lasts
 * @param answeredBy the interfaces of the operators that were connected, for example {@code PJSIP/0001}
 * @param callerAnswered the caller's own channel was up
 * @param rungByQueue at least one operator was rung by a queue
 * @param lost something in it ended unseen: a gap of the links or a killed Asterisk
 * @param details what reports show of it
 */
public record SeenCall(
        String callId,
        Instant firstSeen,
        Instant ended,
        Instant endKnownAt,
        Set<String> answeredBy,
        boolean callerAnswered,
        boolean rungByQueue,
        boolean lost,
        Details details) {

    /** Asterisk says for how many whole seconds it is up. */
    public static final Duration START_TOO_EARLY = Duration.ofSeconds(2);

    /** A clock is not further off. */
    private static final Duration WRONG_CLOCK = Duration.ofDays(1);

    public SeenCall {
        answeredBy = Set.copyOf(answeredBy);
    }

    /**
     * @param queue the first one that it joined; empty without one
     * @param trunk the endpoint that it came from; empty if it is not known
     * @param dialled the number that was dialled; empty if it is not known
     * @param talk with all operators together, hold included
     * @param legs ring and talk of the operators who answered; null as long as not each of them was released
     * @param transferred somebody handed it on
     * @param directUnanswered an operator was rung without a queue, and did not answer
     */
    public record Details(
            String queue,
            String trunk,
            String dialled,
            Duration talk,
            Duration legs,
            boolean transferred,
            boolean directUnanswered) {

        public static final Details NONE = new Details("", "", "", Duration.ZERO, null, false, false);
    }

    /** A call of which nothing else is known. */
    public SeenCall(
            String callId,
            Instant firstSeen,
            Instant ended,
            Instant endKnownAt,
            Set<String> answeredBy,
            boolean callerAnswered,
            boolean rungByQueue,
            boolean lost) {
        this(callId, firstSeen, ended, endKnownAt, answeredBy, callerAnswered, rungByQueue, lost, Details.NONE);
    }

    /**
     * Whether it was lost because its Asterisk was killed: the next one was started after the last that was heard of the call, and before its loss
     * was known.
     *
     * @param start of an Asterisk, our clock; up to {@link #START_TOO_EARLY} too early
     */
    public boolean wasLostBy(Instant start) {
        return lost && ended != null && start.plus(START_TOO_EARLY).isAfter(ended) && !start.isAfter(endKnownAt);
    }

    /** How far Asterisk's clock is ahead of ours, as the end of the call tells; zero if it tells nothing, or nothing that can be true. */
    public Duration clockAhead() {
        Duration ahead = ended == null || lost ? Duration.ZERO : Duration.between(endKnownAt, ended);
        return ahead.abs().compareTo(WRONG_CLOCK) > 0 ? Duration.ZERO : ahead;
    }

    /** Asterisk writes no row for a call that was never answered and that no Dial or Queue rang ({@code unanswered=no}). */
    boolean leavesRows() {
        return callerAnswered || rungByQueue || !answeredBy.isEmpty();
    }
}
