package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.DayDocuments.Due;
import io.smartcallcenter.kpi.owner.Pass.Written;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Rolled;
import io.smartcallcenter.kpi.rollup.Touch;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * Recomputes what was touched from the facts, and writes it.
 *
 * <p>Kafka gives each queue and operator one owner among the replicas, so that two of them do not do the same work. That alone is not
 * enough: a replica that has lost a partition may still be writing. So every write is guarded by the version of the document, and
 * the version is read <em>before</em> the facts. Whoever has read older facts has therefore also read an older version, and that
 * write is not taken; it begins again. Every pass writes a new version even where nothing has changed, because a slower one
 * may still hold older facts. And a touch is sent after its fact was written: the pass that handles it reads that fact.
 */
public final class Owner {

    /** A day before facts are deleted their quarters are left alone: a wait that ends in a quarter may have begun long before it. */
    private static final Duration MARGIN = Duration.ofDays(1);

    private static final int MOST_IDS = 1_000;

    /** Rows and marks: some 60 MB. */
    private static final int MOST_WARM = 300_000;

    private final FactsOfQuarters facts;
    private final DayDocuments days;
    private final Pass pass;
    private final Duration kept;
    private final Clock clock;
    private final Rolled rolled;
    private final LongConsumer tooOld;

    /**
     * @param kept how long facts are kept: quarters that are older are never recomputed
     * @param tooOld is told how many of them were touched
     */
    public Owner(
            FactsOfQuarters facts, DayDocuments days, Duration kept, Clock clock, Rolled rolled, LongConsumer tooOld) {
        this.facts = facts;
        this.days = days;
        this.pass = new Pass(facts, days, new Warm(MOST_WARM));
        this.kept = kept;
        this.clock = clock;
        this.rolled = rolled;
        this.tooOld = tooOld;
    }

    /** Completes when all of it is written. May fail in between, and be repeated. Must not run twice at once. */
    public Uni<Void> roll(Map<RollUpKey, Touch> touched) {
        return updates(touched)
                .chain(updates -> rounds(young(cells(touched, updates)), updates, new HashMap<>()))
                .invoke(() -> rolled.rolled(touched.keySet()));
    }

    /** What the touched facts do to cells, without those that are read as a whole anyway. */
    private Uni<Map<Cell, List<Update>>> updates(Map<RollUpKey, Touch> touched) {
        List<Update> all = new ArrayList<>();
        return each(
                        parts(ids(touched, RollUpKey.Kind.QUEUE, Touch::facts)),
                        ids -> facts.entries(ids).invoke(found -> found.forEach(each -> all.addAll(Update.of(each)))))
                .chain(() -> each(
                        parts(ids(touched, RollUpKey.Kind.OPERATOR, Touch::facts)),
                        ids -> facts.offers(ids).invoke(found -> found.forEach(each -> all.addAll(Update.of(each))))))
                .chain(() -> each(
                        parts(ids(touched, RollUpKey.Kind.OPERATOR, Touch::states)),
                        ids -> facts.marks(ids).invoke(found -> found.forEach(each -> all.addAll(Update.of(each))))))
                .map(done -> {
                    Map<Cell, List<Update>> byCell = all.stream().collect(Collectors.groupingBy(Update::cell));
                    touched.forEach((key, touch) -> byCell.keySet().removeAll(whole(key, touch)));
                    return byCell;
                });
    }

    private static Set<String> ids(
            Map<RollUpKey, Touch> touched, RollUpKey.Kind kind, Function<Touch, Set<String>> which) {
        Set<String> ids = new HashSet<>();
        touched.forEach((key, touch) -> {
            if (key.kind() == kind) {
                ids.addAll(which.apply(touch));
            }
        });
        return ids;
    }

    private static List<List<String>> parts(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_IDS) {
            parts.add(all.subList(from, Math.min(all.size(), from + MOST_IDS)));
        }
        return parts;
    }

    private static Set<Cell> cells(Map<RollUpKey, Touch> touched, Map<Cell, List<Update>> updates) {
        Set<Cell> cells = new HashSet<>(updates.keySet());
        touched.forEach((key, touch) -> cells.addAll(whole(key, touch)));
        return cells;
    }

    /** The cells that a touch names. */
    private static Set<Cell> whole(RollUpKey key, Touch touch) {
        Set<Cell> cells = new HashSet<>();
        touch.rows().forEach(quarter -> cells.add(new Cell(key, Part.ROWS, quarter)));
        if (key.kind() == RollUpKey.Kind.OPERATOR) {
            touch.marks().forEach(quarter -> cells.add(new Cell(key, Part.MARKS, quarter)));
            if (touch.anew()) {
                Set.copyOf(cells).forEach(cell -> cells.add(Cell.carriedInto(cell.day())));
            }
        }
        return cells;
    }

    private Set<Cell> young(Set<Cell> cells) {
        Quarter oldest = Quarter.of(clock.instant().minus(kept).plus(MARGIN));
        Set<Cell> young = new HashSet<>(cells);
        if (young.removeIf(cell -> cell.quarter().compareTo(oldest) < 0)) {
            tooOld.accept(cells.size() - young.size());
        }
        return young;
    }

    /**
     * Other states at the end of a day are carried into the next day in another round. Until that is done for all days after it, the
     * document says that it is due: whoever comes after a death goes on with it.
     *
     * @param carried days whose states have been carried on, with their versions
     */
    private Uni<Void> rounds(Set<Cell> cells, Map<Cell, List<Update>> updates, Map<Day, Long> carried) {
        if (cells.isEmpty()) {
            return carried.isEmpty() ? Uni.createFrom().voidItem() : days.settle(carried);
        }
        Map<Day, Written> written = new HashMap<>();
        return each(Slice.of(cells), slice -> pass.over(slice, updates).invoke(written::putAll))
                .chain(() -> next(written, carried))
                .chain(next -> rounds(next, Map.of(), carried));
    }

    private Uni<Set<Cell>> next(Map<Day, Written> written, Map<Day, Long> carried) {
        Set<Cell> next = new HashSet<>();
        Set<Day> otherStates = new HashSet<>();
        written.forEach((day, last) -> {
            carried.computeIfPresent(day, (known, version) -> last.version());
            if (last.due() != Due.NOTHING) {
                otherStates.add(day);
            }
            if (last.due() == Due.THIS_DAY) {
                next.add(Cell.carriedInto(day));
            }
        });
        if (otherStates.isEmpty()) {
            return Uni.createFrom().item(next);
        }
        return days.following(otherStates).map(following -> {
            following.forEach((day, later) -> {
                carried.put(day, written.get(day).version());
                next.add(Cell.carriedInto(later));
            });
            return next;
        });
    }

    private static <T, R> Uni<Void> each(Collection<T> items, Function<T, Uni<R>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
