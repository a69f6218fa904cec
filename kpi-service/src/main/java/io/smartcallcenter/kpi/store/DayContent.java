package io.smartcallcenter.kpi.store;

import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.owner.Day;
import io.smartcallcenter.kpi.rollup.EntryRows;
import io.smartcallcenter.kpi.rollup.MarkBytes;
import io.smartcallcenter.kpi.rollup.OfferBytes;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.OperatorName;
import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.QueueBytes;
import io.smartcallcenter.kpi.rollup.QueueDay;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.bson.types.Binary;

/** What a day document contains. */
final class DayContent {

    private DayContent() {}

    static QueueDay queueDay(Document document) {
        String queue = document.getString(RollUpStore.nameField(RollUpKey.Kind.QUEUE));
        long day = document.getLong(RollUpStore.DAY);
        EntryRows entries = new EntryRows();
        List<RefusalRow> refusals = new ArrayList<>();
        quarters(document, Part.ROWS, day, (quarter, bytes) -> QueueBytes.read(quarter, bytes, entries, refusals));
        return new QueueDay(queue, day, entries.trimmed(), refusals);
    }

    static OperatorDay operatorDay(Document document) {
        String iface = document.getString(RollUpStore.nameField(RollUpKey.Kind.OPERATOR));
        long day = document.getLong(RollUpStore.DAY);
        List<OfferRow> offers = new ArrayList<>();
        List<OperatorName> names = new ArrayList<>();
        quarters(document, Part.ROWS, day, (quarter, bytes) -> names.add(OfferBytes.read(quarter, bytes, offers)));
        List<StateMark> carried = carried(document, iface, day);
        List<StateMark> marks = marks(document, iface, day);
        return new OperatorDay(iface, day, OperatorName.newest(iface, names, carried, marks), offers, carried, marks);
    }

    static List<StateMark> carried(Document document, String iface, long day) {
        Binary bytes = document.get(Part.CARRIED.path(), Binary.class);
        return bytes == null
                ? List.of()
                : MarkBytes.read(iface, new Day(RollUpKey.operator(iface), day).fromMicros(), bytes.getData());
    }

    static List<StateMark> marks(Document document, String iface, long day) {
        List<StateMark> marks = new ArrayList<>();
        quarters(
                document,
                Part.MARKS,
                day,
                (quarter, bytes) -> marks.addAll(MarkBytes.read(iface, quarter.from() * 1000, bytes)));
        return marks;
    }

    private static void quarters(Document document, Part part, long day, BiConsumer<Quarter, byte[]> each) {
        Document quarters = document.get(part.path(), Document.class);
        if (quarters != null) {
            quarters.forEach((number, bytes) -> each.accept(
                    new Quarter(day * Quarter.PER_DAY + Integer.parseInt(number)), ((Binary) bytes).getData()));
        }
    }
}
