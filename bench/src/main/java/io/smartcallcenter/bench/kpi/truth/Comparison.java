package io.smartcallcenter.bench.kpi.truth;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares every figure of the truth with what was answered; a cell that one side lacks has to be a cell where nothing happened. */
public final class Comparison {

    private static final int TOLD = 40;

    private final List<String> told = new ArrayList<>();
    private long figures;
    private long differences;

    /** Adds a report. */
    public void compare(String what, Table truth, Table answered) {
        Set<String> columns = truth.columns();
        Set<Table.Key> keys = new TreeSet<>(truth.rows().keySet());
        keys.addAll(answered.rows().keySet());
        for (Table.Key key : keys) {
            Map<String, BigDecimal> expected = truth.rows().getOrDefault(key, Map.of());
            Map<String, BigDecimal> actual = answered.rows().getOrDefault(key, Map.of());
            for (String column : columns) {
                figures++;
                boolean both = expected.containsKey(column) && actual.containsKey(column);
                if (!same(expected.get(column), actual.get(column), both)) {
                    tell(what, key, column, expected.get(column), actual.get(column));
                }
            }
        }
    }

    /** @param both whether both sides have the figure, if only null; else the one that there is has to be 0 or null */
    private static boolean same(BigDecimal expected, BigDecimal actual, boolean both) {
        if (expected != null && actual != null) {
            return expected.compareTo(actual) == 0;
        }
        return both ? expected == actual : isNothing(expected) && isNothing(actual);
    }

    private static boolean isNothing(BigDecimal value) {
        return value == null || value.signum() == 0;
    }

    private void tell(String what, Table.Key key, String column, BigDecimal expected, BigDecimal actual) {
        differences++;
        if (told.size() < TOLD) {
            told.add(what + ": " + key.name() + " " + Instant.ofEpochMilli(key.from()) + " " + column + ": truth "
                    + expected + ", answered " + actual);
        }
    }

    public long figures() {
        return figures;
    }

    public long differences() {
        return differences;
    }

    /** The first differences. */
    public List<String> told() {
        return told;
    }
}
