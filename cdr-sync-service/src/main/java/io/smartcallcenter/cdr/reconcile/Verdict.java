package io.smartcallcenter.cdr.reconcile;

import java.time.Instant;
import java.util.List;

/**
 * The judgement of one call.
 *
 * @param findings why; of a match, remarks; empty when there is nothing to say
 * @param againAt when both sides are read up to this moment of our clock, that may change it; null = only a new fact can
 */
public record Verdict(State state, List<Finding> findings, Instant againAt) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    /** A call that is counted nowhere. */
    public static Verdict notOurs(Reason code, String text) {
        return of(State.NOT_OURS, Finding.of(code, text));
    }

    static Verdict of(State state, Finding... findings) {
        return new Verdict(state, List.of(findings), null);
    }

    /** For people. */
    public List<String> reasons() {
        return findings.stream().map(Finding::text).toList();
    }

    /** Each once. */
    public List<String> codes() {
        return findings.stream().map(each -> each.code().name()).distinct().toList();
    }
}
