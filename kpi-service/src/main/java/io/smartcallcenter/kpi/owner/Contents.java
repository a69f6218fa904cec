package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.DayDocuments.Stored;
import io.smartcallcenter.kpi.owner.Warm.WarmCell;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What is in the cells of a slice: by the facts that were touched where all others are known, by all facts elsewhere. */
final class Contents {

    private final FactsOfQuarters facts;
    private final Warm warm;

    Contents(FactsOfQuarters facts, Warm warm) {
        this.facts = facts;
        this.warm = warm;
    }

    /**
     * Reads facts, if it has to, when it is subscribed to: the versions must have been read before.
     *
     * @param updates what touched facts do to cells; a cell without any is read as a whole
     */
    Uni<Map<Cell, Map<Long, Item>>> of(Slice slice, Map<Day, Stored> stored, Map<Cell, List<Update>> updates) {
        Map<Cell, Map<Long, Item>> contents = new HashMap<>();
        Set<Cell> cold = new HashSet<>();
        for (Cell cell : slice.cells()) {
            Stored document = stored.get(cell.day());
            WarmCell known = document == null ? null : warm.get(cell, document.version());
            List<Update> changed = updates.get(cell);
            if (known != null && changed != null) {
                changed.forEach(update -> apply(update, known.items()));
                contents.put(cell, known.items());
            } else if (cell.part() != Part.CARRIED) {
                contents.put(cell, new HashMap<>());
                cold.add(cell);
            }
        }
        if (cold.isEmpty()) {
            return Uni.createFrom().item(contents);
        }
        return read(slice.of(cold::contains))
                .invoke(found -> found.forEach(update -> {
                    if (update.item() != null && cold.contains(update.cell())) {
                        apply(update, contents.get(update.cell()));
                    }
                }))
                .replaceWith(contents);
    }

    private static void apply(Update update, Map<Long, Item> items) {
        if (update.item() == null) {
            items.remove(update.fact());
        } else {
            items.put(update.fact(), update.item());
        }
    }

    private Uni<List<Update>> read(Slice cold) {
        Set<String> names = cold.names();
        if (cold.kind() == RollUpKey.Kind.QUEUE) {
            return Uni.combine()
                    .all()
                    .unis(
                            facts.entries(names, cold.first(), cold.last()),
                            facts.refusals(names, cold.first(), cold.last()))
                    .with((entries, refusals) -> both(updates(entries, Update::of), updates(refusals, Update::of)));
        }
        Uni<List<Offer>> offers = cold.has(Part.ROWS)
                ? facts.offers(names, cold.first(), cold.last())
                : Uni.createFrom().item(List.of());
        Uni<List<StateMark>> marks = cold.has(Part.MARKS)
                ? facts.marks(names, cold.first(), cold.last())
                : Uni.createFrom().item(List.of());
        return Uni.combine()
                .all()
                .unis(offers, marks)
                .with((some, others) -> both(updates(some, Update::of), updates(others, Update::of)));
    }

    private static <T> List<Update> updates(Collection<T> facts, Function<T, List<Update>> of) {
        return facts.stream().flatMap(fact -> of.apply(fact).stream()).toList();
    }

    private static List<Update> both(List<Update> some, List<Update> others) {
        if (others.isEmpty()) {
            return some;
        }
        List<Update> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }
}
