package io.smartcallcenter.cdr.reconcile;

import java.util.Collection;

/**
 * What the rows of a call add up to.
 *
 * @param rows all of them
 * @param billableS whole seconds of the answered operators' legs; the inner leg of a Local member is the same talk again
 */
public record Legs(int rows, long billableS) {

    public static Legs of(Collection<CdrRow> rows) {
        return new Legs(
                rows.size(),
                rows.stream()
                        .filter(row -> row.operatorLeg() && row.answered())
                        .mapToLong(CdrRow::billsecS)
                        .sum());
    }
}
