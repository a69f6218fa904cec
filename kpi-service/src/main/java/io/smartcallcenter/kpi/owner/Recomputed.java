package io.smartcallcenter.kpi.owner;

import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.MarkBytes;
import io.smartcallcenter.kpi.rollup.OfferBytes;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorName;
import io.smartcallcenter.kpi.rollup.Places;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.QueueBytes;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Cells as the facts have them, those in which there is something: a pure function of the facts. */
final class Recomputed {

    private Recomputed() {}

    static Map<Cell, byte[]> queues(Set<Cell> wanted, Collection<QueueEntry> entries, Collection<Refusal> refusals) {
        Map<Cell, List<EntryRow>> entryRows = new HashMap<>();
        for (QueueEntry entry : entries) {
            for (Quarter quarter : Places.of(entry)) {
                Cell cell = new Cell(RollUpKey.queue(entry.queue()), Part.ROWS, quarter);
                add(entryRows, wanted, cell, () -> EntryRow.of(entry, quarter));
            }
        }
        Map<Cell, List<RefusalRow>> refusalRows = new HashMap<>();
        for (Refusal refusal : refusals) {
            Cell cell = new Cell(RollUpKey.queue(refusal.queue()), Part.ROWS, Quarter.of(refusal.at()));
            add(refusalRows, wanted, cell, () -> RefusalRow.of(refusal));
        }
        Set<Cell> filled = new HashSet<>(entryRows.keySet());
        filled.addAll(refusalRows.keySet());
        Map<Cell, byte[]> bytes = new HashMap<>();
        filled.forEach(cell -> bytes.put(
                cell,
                QueueBytes.write(
                        cell.quarter(),
                        entryRows.getOrDefault(cell, List.of()),
                        refusalRows.getOrDefault(cell, List.of()))));
        return bytes;
    }

    static Map<Cell, byte[]> operators(Set<Cell> wanted, Collection<Offer> offers, Collection<StateMark> marks) {
        Map<Cell, List<Offer>> offersOf = new HashMap<>();
        for (Offer offer : offers) {
            for (Quarter quarter : Places.of(offer)) {
                add(offersOf, wanted, new Cell(RollUpKey.operator(offer.iface()), Part.ROWS, quarter), () -> offer);
            }
        }
        Map<Cell, List<StateMark>> marksOf = new HashMap<>();
        for (StateMark mark : marks) {
            Quarter quarter = Quarter.of(Math.floorDiv(mark.atMicros(), 1000));
            add(marksOf, wanted, new Cell(RollUpKey.operator(mark.iface()), Part.MARKS, quarter), () -> mark);
        }
        Map<Cell, byte[]> bytes = new HashMap<>();
        offersOf.forEach((cell, of) -> bytes.put(cell, offers(cell, of)));
        marksOf.forEach(
                (cell, of) -> bytes.put(cell, MarkBytes.write(cell.quarter().from() * 1000, of)));
        return bytes;
    }

    private static byte[] offers(Cell cell, List<Offer> offers) {
        List<OfferRow> rows =
                offers.stream().map(offer -> OfferRow.of(offer, cell.quarter())).toList();
        return OfferBytes.write(
                cell.quarter(), rows, OperatorName.ofOffers(cell.key().name(), offers));
    }

    private static <T> void add(Map<Cell, List<T>> rows, Set<Cell> wanted, Cell cell, Supplier<T> row) {
        if (wanted.contains(cell)) {
            rows.computeIfAbsent(cell, each -> new ArrayList<>()).add(row.get());
        }
    }
}
