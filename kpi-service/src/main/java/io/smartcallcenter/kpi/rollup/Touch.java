package io.smartcallcenter.kpi.rollup;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What has to be recomputed of one queue or operator.
 *
 * @param facts ids of the entries of the queue, or the offers of the operator, that may have changed
 * @param rows quarters whose entries and refusals, or offers, may have changed
 * @param marks quarters in which states of the operator were reported
 * @param anew the states that are carried into the days of these quarters are computed anew too
 */
public record Touch(Set<String> facts, Set<Quarter> rows, Set<Quarter> marks, boolean anew) {

    public Touch {
        facts = Set.copyOf(facts);
        rows = Set.copyOf(rows);
        marks = Set.copyOf(marks);
    }

    public static Touch rows(Collection<Quarter> rows) {
        return new Touch(Set.of(), Set.copyOf(rows), Set.of(), false);
    }

    public Touch and(Touch other) {
        return new Touch(
                union(facts, other.facts), union(rows, other.rows), union(marks, other.marks), anew || other.anew);
    }

    private static <T extends Comparable<T>> Set<T> union(Set<T> one, Set<T> other) {
        Set<T> both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }
}
