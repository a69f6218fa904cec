package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.Cell.Part;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.LastMarks;
import io.smartcallcenter.kpi.rollup.MarkBytes;
import io.smartcallcenter.kpi.rollup.OfferBytes;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import io.smartcallcenter.kpi.rollup.OperatorName;
import io.smartcallcenter.kpi.rollup.QueueBytes;
import io.smartcallcenter.kpi.rollup.QueueDay;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The day documents in memory; a write is taken or not as in the database. */
final class MemoryDays implements DayDocuments {

    private record Document(long version, Due due, Map<Cell, byte[]> parts) {}

    private final Map<Day, Document> documents = new HashMap<>();
    private long versions;

    /** How many documents were written, also with nothing but another version. */
    int writes;

    /** How many parts of documents were written. */
    int parts;

    @Override
    public Uni<Map<Day, Stored>> read(Set<Cell> cells) {
        Map<Day, Stored> stored = new HashMap<>();
        cells.forEach(cell -> {
            Document document = documents.get(cell.day());
            if (document != null) {
                Map<Cell, byte[]> wanted = new HashMap<>(document.parts);
                wanted.keySet().retainAll(cells);
                stored.put(cell.day(), new Stored(document.version, document.due, wanted));
            }
        });
        return Uni.createFrom().item(stored);
    }

    @Override
    public Uni<Map<Day, Long>> write(Collection<Change> changes) {
        Map<Day, Long> taken = new HashMap<>();
        for (Change change : changes) {
            Document known = documents.get(change.day());
            Long version = known == null ? null : known.version;
            if (Objects.equals(version, change.version())) {
                Map<Cell, byte[]> all = new HashMap<>(known == null ? Map.of() : known.parts);
                change.parts()
                        .forEach((cell, bytes) ->
                                bytes.ifPresentOrElse(some -> all.put(cell, some), () -> all.remove(cell)));
                documents.put(change.day(), new Document(++versions, change.due(), all));
                taken.put(change.day(), versions);
                writes++;
                parts += change.parts().size();
            }
        }
        return Uni.createFrom().item(taken);
    }

    @Override
    public Uni<Void> settle(Map<Day, Long> settled) {
        settled.forEach((day, version) -> documents.computeIfPresent(
                day,
                (same, document) ->
                        document.version == version ? new Document(version, Due.NOTHING, document.parts) : document));
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Optional<List<StateMark>>> statesBefore(Day day) {
        return Uni.createFrom()
                .item(documents.keySet().stream()
                        .filter(other -> other.key().equals(day.key()) && other.day() < day.day())
                        .max((one, other) -> Long.compare(one.day(), other.day()))
                        .map(before -> {
                            OperatorDay found = operatorDay(before);
                            List<StateMark> marks = new ArrayList<>(found.carried());
                            marks.addAll(found.marks());
                            return LastMarks.of(marks);
                        }));
    }

    @Override
    public Uni<Map<Day, Day>> following(Set<Day> days) {
        Map<Day, Day> following = new HashMap<>();
        days.forEach(day -> documents.keySet().stream()
                .filter(other -> other.key().equals(day.key()) && other.day() > day.day())
                .min((one, other) -> Long.compare(one.day(), other.day()))
                .ifPresent(later -> following.put(day, later)));
        return Uni.createFrom().item(following);
    }

    /** All rows, in the form in which two stores can be compared. */
    Map<String, Object> content() {
        Map<String, Object> content = new TreeMap<>();
        documents
                .keySet()
                .forEach(day ->
                        Days.put(content, day.key().kind() == RollUpKey.Kind.QUEUE ? queueDay(day) : operatorDay(day)));
        return content;
    }

    private QueueDay queueDay(Day day) {
        List<EntryRow> entries = new ArrayList<>();
        List<RefusalRow> refusals = new ArrayList<>();
        documents.get(day).parts.forEach((cell, bytes) -> QueueBytes.read(cell.quarter(), bytes, entries, refusals));
        return new QueueDay(day.key().name(), day.day(), entries, refusals);
    }

    private OperatorDay operatorDay(Day day) {
        String iface = day.key().name();
        List<OfferRow> offers = new ArrayList<>();
        List<OperatorName> names = new ArrayList<>();
        List<StateMark> carried = new ArrayList<>();
        List<StateMark> marks = new ArrayList<>();
        documents.get(day).parts.forEach((cell, bytes) -> {
            if (cell.part() == Part.ROWS) {
                names.add(OfferBytes.read(cell.quarter(), bytes, offers));
            } else if (cell.part() == Part.MARKS) {
                marks.addAll(MarkBytes.read(iface, cell.quarter().from() * 1000, bytes));
            } else {
                carried.addAll(MarkBytes.read(iface, day.fromMicros(), bytes));
            }
        });
        String name = OperatorName.newest(iface, names, carried, marks);
        return new OperatorDay(iface, day.day(), name, offers, carried, marks);
    }
}
