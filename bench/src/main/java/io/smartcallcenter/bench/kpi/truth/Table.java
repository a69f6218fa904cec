package io.smartcallcenter.bench.kpi.truth;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rows of a report: figures by the API's column names. */
public final class Table {

    /**
     * @param name queue or operator; empty: all together
     * @param from of the cell, in ms since the epoch
     */
    public record Key(String name, long from) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int names = name.compareTo(other.name);
            return names == 0 ? Long.compare(from, other.from) : names;
        }
    }

    private final Map<Key, Map<String, BigDecimal>> rows = new TreeMap<>();

    /** @param value null: of nothing */
    public void put(Key key, String column, BigDecimal value) {
        row(key).put(column, value);
    }

    /** The row, empty if it is new. */
    public Map<String, BigDecimal> row(Key key) {
        return rows.computeIfAbsent(key, each -> new TreeMap<>());
    }

    public Map<Key, Map<String, BigDecimal>> rows() {
        return rows;
    }

    Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        rows.values().forEach(row -> columns.addAll(row.keySet()));
        return columns;
    }

    /** These figures, and those of another table that this one does not have. */
    public Table with(Table more) {
        Set<String> known = columns();
        Table both = new Table();
        rows.forEach((key, row) -> both.row(key).putAll(row));
        more.rows.forEach((key, row) -> row.forEach((column, value) -> {
            if (!known.contains(column)) {
                both.put(key, column, value);
            }
        }));
        return both;
    }
}
