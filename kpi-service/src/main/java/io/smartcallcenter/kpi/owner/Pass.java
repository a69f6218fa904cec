package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.DayDocuments.Change;
import io.smartcallcenter.kpi.owner.DayDocuments.Due;
import io.smartcallcenter.kpi.owner.DayDocuments.Stored;
import io.smartcallcenter.kpi.owner.Warm.WarmCell;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes slices from versions over facts to guarded writes; what loses a race begins again. One slice after another. */
final class Pass {

    private final DayDocuments days;
    private final Warm warm;
    private final Contents contents;
    private final CarriedStates carried;

    Pass(FactsOfQuarters facts, DayDocuments days, Warm warm) {
        this.days = days;
        this.warm = warm;
        this.contents = new Contents(facts, warm);
        this.carried = new CarriedStates(facts, days);
    }

    /** @param due what is left to do in the document that was written */
    record Written(long version, Due due) {}

    /** A slice on its way. */
    private record Work(
            Slice slice, Set<Cell> asked, Map<Day, Stored> stored, Map<Cell, Map<Long, Item>> items, Map<Cell, byte[]> bytes) {}

    /**
     * Gives what was written.
     *
     * @param updates see {@link Contents#of}
     */
    Uni<Map<Day, Written>> over(Slice slice, Map<Cell, List<Update>> updates) {
        Set<Cell> asked = slice.cells().stream().filter(cell -> !warm.has(cell)).collect(Collectors.toSet());
        return days.read(slice.days(), asked)
                .chain(stored -> contents.of(slice, stored, updates)
                        .map(items -> new Work(slice, asked, stored, items, bytes(items))))
                .chain(this::withCarried)
                .chain(this::write)
                .onFailure()
                .invoke(() -> warm.drop(slice.days()));
    }

    /** Of the cells in which there is something. */
    private static Map<Cell, byte[]> bytes(Map<Cell, Map<Long, Item>> items) {
        Map<Cell, byte[]> bytes = new HashMap<>();
        items.forEach((cell, of) -> {
            byte[] some = Item.bytes(cell, of.values());
            if (some != null) {
                bytes.put(cell, some);
            }
        });
        return bytes;
    }

    /** A new day of an operator needs the states that are carried into it. */
    private Uni<Work> withCarried(Work work) {
        if (work.slice.kind() == RollUpKey.Kind.QUEUE) {
            return Uni.createFrom().item(work);
        }
        Set<Day> wanted = new HashSet<>();
        work.bytes.keySet().stream()
                .map(Cell::day)
                .filter(day -> !work.stored.containsKey(day))
                .forEach(wanted::add);
        work.slice.cells().stream()
                .filter(cell -> cell.part() == Part.CARRIED)
                .map(Cell::day)
                .filter(work.stored::containsKey)
                .forEach(wanted::add);
        return carried.into(wanted, work.stored).invoke(work.bytes::putAll).replaceWith(work);
    }

    private Uni<Map<Day, Written>> write(Work work) {
        List<Change> changes = changes(work);
        if (changes.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return days.write(changes).chain(versions -> {
            Map<Day, Written> written = new HashMap<>();
            Set<Day> lost = new HashSet<>();
            for (Change change : changes) {
                Long version = versions.get(change.day());
                if (version == null) {
                    lost.add(change.day());
                } else {
                    written.put(change.day(), new Written(version, change.due()));
                    keep(work, change, version);
                }
            }
            if (lost.isEmpty()) {
                return Uni.createFrom().item(written);
            }
            warm.drop(lost);
            return over(work.slice.of(cell -> lost.contains(cell.day())), Map.of()).map(more -> {
                written.putAll(more);
                return written;
            });
        });
    }

    private void keep(Work work, Change change, long version) {
        Map<Cell, WarmCell> cells = new HashMap<>();
        work.items.forEach((cell, items) -> {
            if (cell.day().equals(change.day())) {
                cells.put(cell, new WarmCell(items, work.bytes.get(cell)));
            }
        });
        warm.written(change.day(), change.version(), version, cells);
    }

    /** Of every document that is there, and of each that shall be: see {@link Owner}. */
    private List<Change> changes(Work work) {
        Set<Cell> all = new HashSet<>(work.slice.cells());
        all.addAll(work.bytes.keySet());
        List<Change> changes = new ArrayList<>();
        all.stream().collect(Collectors.groupingBy(Cell::day)).forEach((day, cells) -> {
            Stored known = work.stored.get(day);
            Map<Cell, Optional<byte[]>> parts = new HashMap<>();
            for (Cell cell : cells) {
                byte[] now = work.bytes.get(cell);
                if (isOther(cell, now, work, known)) {
                    parts.put(cell, Optional.ofNullable(now));
                }
            }
            if (known != null || !parts.isEmpty()) {
                changes.add(
                        new Change(day, known == null ? null : known.version(), due(day, known, cells, parts), parts));
            }
        });
        return changes;
    }

    /** What was not asked for was thought to be known; if somebody else has written since, it is not. */
    private boolean isOther(Cell cell, byte[] now, Work work, Stored known) {
        if (known == null) {
            return now != null;
        }
        if (work.asked.contains(cell)) {
            return !Arrays.equals(now, known.parts().get(cell));
        }
        WarmCell before = warm.get(cell, known.version());
        return before == null || !Arrays.equals(now, before.bytes());
    }

    private static Due due(Day day, Stored known, Collection<Cell> cells, Map<Cell, Optional<byte[]>> changed) {
        if (day.key().kind() == RollUpKey.Kind.QUEUE) {
            return Due.NOTHING;
        }
        if (known == null) {
            return Due.THIS_DAY;
        }
        boolean otherStates = changed.keySet().stream().anyMatch(cell -> cell.part() != Part.ROWS);
        Due still = cells.contains(Cell.carriedInto(day)) ? Due.less(known.due(), Due.NEXT_DAY) : known.due();
        return Due.more(still, otherStates ? Due.NEXT_DAY : Due.NOTHING);
    }
}
