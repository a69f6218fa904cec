package io.smartcallcenter.kpi.call;

import java.time.Instant;
import java.util.Set;

/**
 * Which calls are wanted; null or empty says nothing.
 *
 * @param from inclusive, by the start of the call
 * @param to exclusive
 * @param queues that the call was in, or was refused by
 * @param operators interfaces that it was offered to
 * @param callerDigits all digits of the caller's number
 * @param minWaitMs the longest wait of the call is not shorter
 * @param cdr what the comparison with the CDR said last
 * @param notCompared only calls that were not compared with the CDR
 */
public record CallQuery(
        Instant from,
        Instant to,
        Set<String> queues,
        Set<String> operators,
        String callerDigits,
        String dialled,
        CallOutcome outcome,
        Long minWaitMs,
        CdrMatch.State cdr,
        boolean notCompared) {

    /** Every call of a caller in a range. */
    public static CallQuery ofCaller(Instant from, Instant to, String callerDigits) {
        return new CallQuery(from, to, Set.of(), Set.of(), callerDigits, null, null, null, null, false);
    }

    /** Whether the parts of the query that only the waits of a call can answer are true of it. */
    public boolean accepts(CallRecord call) {
        Long waitMs = call.waitMs();
        return (outcome == null || outcome == call.outcome())
                && (minWaitMs == null || (waitMs != null && waitMs >= minWaitMs));
    }
}
