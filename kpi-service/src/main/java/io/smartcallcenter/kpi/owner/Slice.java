package io.smartcallcenter.kpi.owner;

import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Cells of one kind and of neighbouring quarters: what is read, recomputed and written at once. It bounds what one query returns.
 *
 * @param cells at least one
 */
record Slice(Set<Cell> cells, Quarter first, Quarter last) {

    private static final int MOST_QUARTERS = 16;
    private static final int MOST_CELLS = 400;

    private static Slice of(List<Cell> sorted) {
        return new Slice(
                Set.copyOf(sorted),
                sorted.get(0).quarter(),
                sorted.get(sorted.size() - 1).quarter());
    }

    /** Cuts any number of cells into slices. */
    static List<Slice> of(Collection<Cell> cells) {
        List<Slice> slices = new ArrayList<>();
        List<Cell> run = new ArrayList<>();
        for (Cell cell : cells.stream().sorted(Cell.ORDER).toList()) {
            if (!run.isEmpty() && !fits(cell, run)) {
                slices.add(of(run));
                run = new ArrayList<>();
            }
            run.add(cell);
        }
        if (!run.isEmpty()) {
            slices.add(of(run));
        }
        return slices;
    }

    private static boolean fits(Cell cell, List<Cell> run) {
        Cell first = run.get(0);
        Cell last = run.get(run.size() - 1);
        return run.size() < MOST_CELLS
                && cell.key().kind() == first.key().kind()
                && cell.quarter().index() - last.quarter().index() <= 1
                && cell.quarter().index() - first.quarter().index() < MOST_QUARTERS;
    }

    RollUpKey.Kind kind() {
        return cells.iterator().next().key().kind();
    }

    boolean has(Part part) {
        return cells.stream().anyMatch(cell -> cell.part() == part);
    }

    Set<String> names() {
        return cells.stream().map(cell -> cell.key().name()).collect(Collectors.toSet());
    }

    Set<Day> days() {
        return cells.stream().map(Cell::day).collect(Collectors.toSet());
    }

    /** The cells of these days, at least one. */
    Slice of(Set<Day> days) {
        return of(cells.stream()
                .filter(cell -> days.contains(cell.day()))
                .sorted(Cell.ORDER)
                .toList());
    }
}
