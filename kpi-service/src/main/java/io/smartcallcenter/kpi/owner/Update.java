package io.smartcallcenter.kpi.owner;

import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.rollup.CallHash;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorName;
import io.smartcallcenter.kpi.rollup.Places;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a fact does to a cell: a pure function of the fact.
 *
 * @param fact a hash of its id
 * @param item null where it is not, and may have been
 */
record Update(Cell cell, long fact, Item item) {

    static List<Update> of(QueueEntry entry) {
        return updates(
                RollUpKey.queue(entry.queue()),
                entry.id(),
                Places.of(entry),
                Places.ever(entry),
                quarter -> new Item.Entered(EntryRow.of(entry, quarter)));
    }

    static List<Update> of(Offer offer) {
        return updates(
                RollUpKey.operator(offer.iface()),
                offer.id(),
                Places.of(offer),
                Places.ever(offer),
                quarter -> new Item.Offered(OfferRow.of(offer, quarter), OperatorName.of(offer)));
    }

    private static List<Update> updates(
            RollUpKey key, String id, Set<Quarter> now, Set<Quarter> ever, Function<Quarter, Item> item) {
        long fact = CallHash.of(id);
        Set<Quarter> all = new HashSet<>(ever);
        all.addAll(now);
        List<Update> updates = new ArrayList<>(all.size());
        for (Quarter quarter : all) {
            Cell cell = new Cell(key, Part.ROWS, quarter);
            updates.add(new Update(cell, fact, now.contains(quarter) ? item.apply(quarter) : null));
        }
        return updates;
    }

    static List<Update> of(Refusal refusal) {
        Cell cell = new Cell(RollUpKey.queue(refusal.queue()), Part.ROWS, Quarter.of(refusal.at()));
        return List.of(new Update(cell, CallHash.of(refusal.id()), new Item.Refused(RefusalRow.of(refusal))));
    }

    static List<Update> of(StateMark mark) {
        Quarter quarter = Quarter.of(Math.floorDiv(mark.atMicros(), 1000));
        Cell cell = new Cell(RollUpKey.operator(mark.iface()), Part.MARKS, quarter);
        return List.of(new Update(cell, CallHash.of(mark.id()), new Item.Said(mark)));
    }
}
