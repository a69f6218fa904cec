package io.smartcallcenter.kpi.owner;

import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.Comparator;

/**
 * What is recomputed as a whole: one field of a day document.
 *
 * @param quarter of CARRIED, the first of the day
 */
public record Cell(RollUpKey key, Part part, Quarter quarter) {

    /** By kind, then time: cells that one query can read the facts of stand together. */
    static final Comparator<Cell> ORDER = Comparator.<Cell, RollUpKey.Kind>comparing(
                    cell -> cell.key().kind())
            .thenComparing(Cell::quarter)
            .thenComparing(Cell::key)
            .thenComparing(Cell::part);

    /** What a day document has: rows and marks by quarter, and the marks that are carried into the day. */
    public enum Part {
        ROWS("i"),
        MARKS("m"),
        CARRIED("c");

        private final String path;

        Part(String path) {
            this.path = path;
        }

        public String path() {
            return path;
        }
    }

    static Cell carriedInto(Day day) {
        return new Cell(day.key(), Part.CARRIED, day.firstQuarter());
    }

    public Day day() {
        return new Day(key, quarter.day());
    }

    /** Of the document's field: a constant, and the quarter of the day. */
    public String path() {
        return part == Part.CARRIED ? part.path : part.path + "." + quarter.ofDay();
    }
}
