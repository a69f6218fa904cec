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

    /**
     * @param version another one after every write, never the same again
     * @param parts those that were asked for and are there
     */
    record Stored(long version, Map<Cell, byte[]> parts) {}

    /**
     * @param version the document as it was read; null if there was none
     * @param parts what they shall be; empty for one that shall not be there
     */
    record Change(Day day, Long version, Map<Cell, Optional<byte[]>> parts) {}

    /** The documents of these cells: those that are there. Cells are of one kind. */
    Uni<Map<Day, Stored>> read(Set<Cell> cells);

    /** Writes each document that still has the version; those that do not, or are there by now, are returned. */
    Uni<Set<Day>> write(Collection<Change> changes);

    /** The states at the end of the newest day before this one that has a document; empty if none can be read. */
    Uni<Optional<List<StateMark>>> statesBefore(Day day);

    /** The next day of each of these that has a document. */
    Uni<Set<Day>> following(Set<Day> days);
}
