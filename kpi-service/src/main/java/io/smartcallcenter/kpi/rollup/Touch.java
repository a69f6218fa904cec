package io.smartcallcenter.kpi.rollup;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * What has to be recomputed of one queue or operator.
 *
 * @param facts ids of the entries of the queue, or the offers of the operator, that may have changed
 * @param states ids of new states of the operator
 * @param rows quarters whose entries and refusals, or offers, may have changed
 * @param marks quarters whose states of the operator may have changed
 * @param anew the states that are carried into the days of these quarters are computed anew too
 */
public record Touch(Set<String> facts, Set<String> states, Set<Quarter> rows, Set<Quarter> marks, boolean anew) {

    public Touch {
        facts = Set.copyOf(facts);
        states = Set.copyOf(states);
        rows = Set.copyOf(rows);
        marks = Set.copyOf(marks);
    }

    public static Touch rows(Collection<Quarter> rows) {
        return new Touch(Set.of(), Set.of(), Set.copyOf(rows), Set.of(), false);
    }

    public Touch and(Touch other) {
        return new Touch(
                union(facts, other.facts),
                union(states, other.states),
                union(rows, other.rows),
                union(marks, other.marks),
                anew || other.anew);
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Set<T> both = new HashSet<>(one);
        both.addAll(other);
        return both;
    }
}
