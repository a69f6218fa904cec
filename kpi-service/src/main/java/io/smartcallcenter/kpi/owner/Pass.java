package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.DayDocuments.Change;
import io.smartcallcenter.kpi.owner.DayDocuments.Stored;
import io.smartcallcenter.kpi.rollup.BrokenRollUp;
import io.smartcallcenter.kpi.rollup.LastMarks;
import io.smartcallcenter.kpi.rollup.MarkBytes;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One pass over a slice: versions, then facts, then the guarded write; what loses a race begins again. */
final class Pass {

    private static final int AT_ONCE = 8;

    private final FactsOfQuarters facts;
    private final DayDocuments days;

    Pass(FactsOfQuarters facts, DayDocuments days) {
        this.facts = facts;
        this.days = days;
    }

    /** Gives the cells of later days into which other states are carried now. */
    Uni<Set<Cell>> over(Slice slice) {
        return days.read(slice.cells()).chain(stored -> recomputed(slice)
                .chain(bytes -> withCarried(slice, stored, bytes))
                .chain(bytes -> write(slice, changes(slice, stored, bytes), stored)));
    }

    private Uni<Map<Cell, byte[]>> recomputed(Slice slice) {
        Set<String> names = slice.names();
        if (slice.kind() == RollUpKey.Kind.QUEUE) {
            return Uni.combine()
                    .all()
                    .unis(
                            facts.entries(names, slice.first(), slice.last()),
                            facts.refusals(names, slice.first(), slice.last()))
                    .with((entries, refusals) -> Recomputed.queues(slice.cells(), entries, refusals));
        }
        return Uni.combine()
                .all()
                .unis(
                        slice.has(Part.ROWS)
                                ? facts.offers(names, slice.first(), slice.last())
                                : Uni.createFrom().item(List.<Offer>of()),
                        slice.has(Part.MARKS)
                                ? facts.marks(names, slice.first(), slice.last())
                                : Uni.createFrom().item(List.<StateMark>of()))
                .with((offers, marks) -> Recomputed.operators(slice.cells(), offers, marks));
    }

    /** A new day of an operator needs the states that are carried into it. */
    private Uni<Map<Cell, byte[]>> withCarried(Slice slice, Map<Day, Stored> stored, Map<Cell, byte[]> bytes) {
        if (slice.kind() == RollUpKey.Kind.QUEUE) {
            return Uni.createFrom().item(bytes);
        }
        Set<Day> wanted = new HashSet<>();
        bytes.keySet().stream()
                .map(Cell::day)
                .filter(day -> !stored.containsKey(day))
                .forEach(wanted::add);
        slice.cells().stream()
                .filter(cell -> cell.part() == Part.CARRIED)
                .map(Cell::day)
                .filter(day -> stored.containsKey(day) || wanted.contains(day))
                .forEach(wanted::add);
        return Multi.createFrom()
                .iterable(wanted)
                .onItem()
                .transformToUni(day -> carried(day, stored.get(day))
                        .map(marks -> Map.entry(Cell.carriedInto(day), MarkBytes.write(day.fromMicros(), marks))))
                .merge(AT_ONCE)
                .collect()
                .asList()
                .map(carried -> {
                    Map<Cell, byte[]> all = new HashMap<>(bytes);
                    carried.forEach(each -> all.put(each.getKey(), each.getValue()));
                    return all;
                });
    }

    /**
     * The states at the end of the day before. The first day has them from the facts, and keeps what it knows, as the facts are not
     * kept for ever.
     */
    private Uni<List<StateMark>> carried(Day day, Stored stored) {
        return days.statesBefore(day)
                .chain(before -> before.isPresent()
                        ? Uni.createFrom().item(before.get())
                        : facts.lastMarks(Set.of(day.key().name()), day.fromMicros())
                                .map(found -> {
                                    List<StateMark> all = new ArrayList<>(known(day, stored));
                                    all.addAll(found);
                                    return LastMarks.of(all);
                                }));
    }

    private static List<StateMark> known(Day day, Stored stored) {
        byte[] bytes = stored == null ? null : stored.parts().get(Cell.carriedInto(day));
        try {
            return bytes == null ? List.of() : MarkBytes.read(day.key().name(), day.fromMicros(), bytes);
        } catch (BrokenRollUp ofAnotherVersion) {
            return List.of();
        }
    }

    /** Of every document that is there, and of each that shall be: see {@link Owner}. */
    private static List<Change> changes(Slice slice, Map<Day, Stored> stored, Map<Cell, byte[]> bytes) {
        Map<Day, Set<Cell>> cells = new HashMap<>();
        slice.cells().forEach(cell -> cells.computeIfAbsent(cell.day(), day -> new HashSet<>())
                .add(cell));
        bytes.keySet().forEach(cell -> cells.computeIfAbsent(cell.day(), day -> new HashSet<>())
                .add(cell));
        List<Change> changes = new ArrayList<>();
        cells.forEach((day, of) -> {
            Stored known = stored.get(day);
            Map<Cell, Optional<byte[]>> parts = new HashMap<>();
            for (Cell cell : of) {
                byte[] now = bytes.get(cell);
                byte[] before = known == null ? null : known.parts().get(cell);
                if (!Arrays.equals(now, before)) {
                    parts.put(cell, Optional.ofNullable(now));
                }
            }
            if (known != null || !parts.isEmpty()) {
                changes.add(new Change(day, known == null ? null : known.version(), parts));
            }
        });
        return changes;
    }

    private Uni<Set<Cell>> write(Slice slice, List<Change> changes, Map<Day, Stored> stored) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return days.write(changes).chain(lost -> {
            Uni<Set<Cell>> next = carriedOn(changes, lost);
            if (lost.isEmpty()) {
                return next;
            }
            return next.chain(cells -> over(slice.of(lost)).map(more -> {
                Set<Cell> all = new HashSet<>(cells);
                all.addAll(more);
                return all;
            }));
        });
    }

    /**
     * Other states are carried into the next day that has a document. A new document is looked at once more: who wrote an earlier day
     * meanwhile could not see it.
     */
    private Uni<Set<Cell>> carriedOn(List<Change> changes, Set<Day> lost) {
        List<Change> taken =
                changes.stream().filter(change -> !lost.contains(change.day())).toList();
        Set<Cell> next = new HashSet<>();
        taken.stream()
                .filter(change -> change.version() == null && change.day().key().kind() == RollUpKey.Kind.OPERATOR)
                .forEach(change -> next.add(Cell.carriedInto(change.day())));
        Set<Day> otherStates = taken.stream()
                .filter(change -> change.parts().keySet().stream().anyMatch(cell -> cell.part() != Part.ROWS))
                .map(Change::day)
                .collect(Collectors.toSet());
        if (otherStates.isEmpty()) {
            return Uni.createFrom().item(next);
        }
        return days.following(otherStates).map(later -> {
            later.forEach(day -> next.add(Cell.carriedInto(day)));
            return next;
        });
    }
}
