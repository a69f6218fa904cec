package io.smartcallcenter.cdr.reconcile;

import java.time.Instant;
import java.util.List;

/**
 * The judgement of one call.
 *
 * @param reasons for people; empty when there is nothing to say
 * @param againAt an import that reaches this moment of our clock may change it; null = only a new fact can
 */
public record Verdict(State state, List<String> reasons, Instant againAt) {

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /** A call that is counted nowhere. */
    public static Verdict notOurs(String reason) {
        return of(State.NOT_OURS, reason);
    }

    static Verdict of(State state, String... reasons) {
        return new Verdict(state, List.of(reasons), null);
    }
}
