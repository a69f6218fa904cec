package io.smartcallcenter.cdr.reconcile;

import java.util.Collection;
import java.util.List;

/**
 * What the rows of a call add up to.
 *
 * @param rows all of them
 * @param billableS whole seconds of the answered operators' legs; the inner leg of a Local member is the same talk again
 */
public record Legs(int rows, long billableS) {

    public static Legs of(Collection<CdrRow> rows) {
        return new Legs(
                rows.size(), answered(rows).stream().mapToLong(CdrRow::billsecS).sum());
    }

    /** Those of operators who answered. */
    static List<CdrRow> answered(Collection<CdrRow> rows) {
        return rows.stream()
                .filter(row -> row.operatorLeg() && row.answered() && !row.tookAnOperatorsPlace(rows))
                .toList();
    }
}
