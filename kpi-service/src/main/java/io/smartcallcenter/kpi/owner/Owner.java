package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.DayDocuments.Due;
import io.smartcallcenter.kpi.owner.Pass.Written;
import io.smartcallcenter.kpi.rollup.Places;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.Rolled;
import io.smartcallcenter.kpi.rollup.Touch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;

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

    private final FactsOfQuarters facts;
    private final DayDocuments days;
    private final Pass pass;
    private final Duration kept;
    private final Clock clock;
    private final Rolled rolled;
    private final LongConsumer tooOld;

    /**
     * @param kept how long facts are kept: quarters that are older are never recomputed. It may have been less before, see
     *     {@link FactsOfQuarters#keptSince}
     * @param tooOld is told how many of them were touched
     */
    public Owner(
            FactsOfQuarters facts, DayDocuments days, Duration kept, Clock clock, Rolled rolled, LongConsumer tooOld) {
        this.facts = facts;
        this.days = days;
        this.pass = new Pass(facts, days);
        this.kept = kept;
        this.clock = clock;
        this.rolled = rolled;
        this.tooOld = tooOld;
    }

    /** Completes when all of it is written. May fail in between, and be repeated. */
    public Uni<Void> roll(Map<RollUpKey, Touch> touched) {
        return factCells(touched)
                .invoke(cells -> touched.forEach((key, touch) -> cells.addAll(cells(key, touch))))
                .chain(cells -> facts.keptSince().map(since -> young(cells, since)))
                .chain(cells -> rounds(cells, new HashMap<>()))
                .invoke(() -> rolled.rolled(touched.keySet()));
    }

    /** The cells in which the touched entries and offers are, or have been. */
    private Uni<Set<Cell>> factCells(Map<RollUpKey, Touch> touched) {
        Set<String> entries = ids(touched, RollUpKey.Kind.QUEUE);
        Set<String> offers = ids(touched, RollUpKey.Kind.OPERATOR);
        Set<Cell> cells = new HashSet<>();
        return each(parts(entries), ids -> facts.entries(ids)
                        .invoke(found -> found.forEach(entry -> Places.ever(entry)
                                .forEach(quarter ->
                                        cells.add(new Cell(RollUpKey.queue(entry.queue()), Part.ROWS, quarter))))))
                .chain(() -> each(parts(offers), ids -> facts.offers(ids)
                        .invoke(found -> found.forEach(offer -> Places.ever(offer)
                                .forEach(quarter ->
                                        cells.add(new Cell(RollUpKey.operator(offer.iface()), Part.ROWS, quarter)))))))
                .replaceWith(cells);
    }

    private static Set<String> ids(Map<RollUpKey, Touch> touched, RollUpKey.Kind kind) {
        Set<String> ids = new HashSet<>();
        touched.forEach((key, touch) -> {
            if (key.kind() == kind) {
                ids.addAll(touch.facts());
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

    private static Set<Cell> cells(RollUpKey key, Touch touch) {
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

    private Set<Cell> young(Set<Cell> cells, Instant keptSince) {
        Instant keptNow = clock.instant().minus(kept);
        Quarter oldest = Quarter.of((keptNow.isBefore(keptSince) ? keptSince : keptNow).plus(MARGIN));
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
    private Uni<Void> rounds(Set<Cell> cells, Map<Day, Long> carried) {
        if (cells.isEmpty()) {
            return carried.isEmpty() ? Uni.createFrom().voidItem() : days.settle(carried);
        }
        Map<Day, Written> written = new HashMap<>();
        return each(Slice.of(cells), slice -> pass.over(slice).invoke(written::putAll))
                .chain(() -> next(written, carried))
                .chain(next -> rounds(next, carried));
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
