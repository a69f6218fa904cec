package io.smartcallcenter.kpi.owner;

import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.MarkBytes;
import io.smartcallcenter.kpi.rollup.OfferBytes;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorName;
import io.smartcallcenter.kpi.rollup.QueueBytes;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What one fact puts into a cell. */
sealed interface Item {

    record Entered(EntryRow row) implements Item {}

    record Refused(RefusalRow row) implements Item {}

    /** @param name how the operator was called; null if the offer does not say it */
    record Offered(OfferRow row, OperatorName name) implements Item {}

    record Said(StateMark mark) implements Item {}

    /** The bytes of a cell with these; null without any. */
    static byte[] bytes(Cell cell, Collection<Item> items) {
        if (items.isEmpty()) {
            return null;
        }
        if (cell.part() == Cell.Part.MARKS) {
            return MarkBytes.write(cell.quarter().from() * 1000, of(items, Said.class, Said::mark));
        }
        if (cell.key().kind() == RollUpKey.Kind.QUEUE) {
            return QueueBytes.write(
                    cell.quarter(),
                    of(items, Entered.class, Entered::row),
                    of(items, Refused.class, Refused::row));
        }
        OperatorName name = OperatorName.newest(of(items, Offered.class, Offered::name).stream());
        return OfferBytes.write(cell.quarter(), of(items, Offered.class, Offered::row), name);
    }

    private static <T extends Item, R> List<R> of(Collection<Item> items, Class<T> type, Function<T, R> part) {
        return items.stream().filter(type::isInstance).map(type::cast).map(part).toList();
    }
}
