package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.DayDocuments.Change;
import io.smartcallcenter.kpi.owner.DayDocuments.Due;
import io.smartcallcenter.kpi.owner.DayDocuments.Stored;
import io.smartcallcenter.kpi.rollup.BrokenRollUp;
import io.smartcallcenter.kpi.rollup.LastMarks;
import io.smartcallcenter.kpi.rollup.MarkBytes;
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

/** One pass over a slice: versions, then facts, then the guarded write; what loses a race begins again. */
final class Pass {

    private static final int AT_ONCE = 8;

    private final FactsOfQuarters facts;
    private final DayDocuments days;

    Pass(FactsOfQuarters facts, DayDocuments days) {
        this.facts = facts;
        this.days = days;
    }

    /** @param due what is left to do in the document that was written */
    record Written(long version, Due due) {}

    /** Gives what was written. */
    Uni<Map<Day, Written>> over(Slice slice) {
        return days.read(slice.cells()).chain(stored -> recomputed(slice)
                .chain(bytes -> withCarried(slice, stored, bytes))
                .chain(bytes -> write(slice, changes(slice, stored, bytes))));
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
        Set<Cell> all = new HashSet<>(slice.cells());
        all.addAll(bytes.keySet());
        List<Change> changes = new ArrayList<>();
        all.stream().collect(Collectors.groupingBy(Cell::day)).forEach((day, cells) -> {
            Stored known = stored.get(day);
            Map<Cell, Optional<byte[]>> parts = new HashMap<>();
            for (Cell cell : cells) {
                byte[] now = bytes.get(cell);
                byte[] before = known == null ? null : known.parts().get(cell);
                if (!Arrays.equals(now, before)) {
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

    private Uni<Map<Day, Written>> write(Slice slice, List<Change> changes) {
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
                }
            }
            if (lost.isEmpty()) {
                return Uni.createFrom().item(written);
            }
            return over(slice.of(lost)).map(more -> {
                written.putAll(more);
                return written;
            });
        });
    }
}
