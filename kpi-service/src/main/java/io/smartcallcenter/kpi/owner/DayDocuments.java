package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.operator.StateMark;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The day documents as the owner reads and writes them. */
public interface DayDocuments {

    /** What is left to do when the states of an operator's day have changed; kept in the document until it is done. */
    enum Due {
        NOTHING,
        /** The states that are carried into the next day that has a document. */
        NEXT_DAY,
        /** Those that are carried into this day too: it is new, and who wrote an earlier day meanwhile could not see it. */
        THIS_DAY;

        static Due more(Due one, Due other) {
            return one.compareTo(other) > 0 ? one : other;
        }

        static Due less(Due one, Due other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    /**
     * @param version another one after every write, never the same again
     * @param parts those that were asked for and are there
     */
    record Stored(long version, Due due, Map<Cell, byte[]> parts) {}

    /**
     * @param version the document as it was read; null if there was none
     * @param due what is left to do after this write
     * @param parts what they shall be; empty for one that shall not be there
     */
    record Change(Day day, Long version, Due due, Map<Cell, Optional<byte[]>> parts) {}

    /** The documents of these cells: those that are there. Cells are of one kind. */
    Uni<Map<Day, Stored>> read(Set<Cell> cells);

    /** Writes each document that still has the version; gives those that were written, with their new versions. */
    Uni<Map<Day, Long>> write(Collection<Change> changes);

    /** Nothing is due any more in those that still have the version. */
    Uni<Void> settle(Map<Day, Long> versions);

    /** The states at the end of the newest day before this one that has a document; empty if none can be read. */
    Uni<Optional<List<StateMark>>> statesBefore(Day day);

    /** The next day that has a document, of each of these operators' days that has one. */
    Uni<Map<Day, Day>> following(Set<Day> days);
}
