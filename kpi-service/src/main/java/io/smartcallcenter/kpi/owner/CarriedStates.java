package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.owner.DayDocuments.Stored;
import io.smartcallcenter.kpi.rollup.BrokenRollUp;
import io.smartcallcenter.kpi.rollup.LastMarks;
import io.smartcallcenter.kpi.rollup.MarkBytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The states that are carried into days of operators. */
final class CarriedStates {

    private static final int AT_ONCE = 8;

    private final FactsOfQuarters facts;
    private final DayDocuments days;

    CarriedStates(FactsOfQuarters facts, DayDocuments days) {
        this.facts = facts;
        this.days = days;
    }

    /** The bytes of the cell of each day. */
    Uni<Map<Cell, byte[]>> into(Collection<Day> some, Map<Day, Stored> stored) {
        return Multi.createFrom()
                .iterable(some)
                .onItem()
                .transformToUni(day -> into(day, stored.get(day))
                        .map(marks -> Map.entry(Cell.carriedInto(day), MarkBytes.write(day.fromMicros(), marks))))
                .merge(AT_ONCE)
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * The states at the end of the day before. The first day has them from the facts, and keeps what it knows, as the facts are not
     * kept for ever.
     */
    private Uni<List<StateMark>> into(Day day, Stored stored) {
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
}
