package io.smartcallcenter.kpi.owner;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The cells that this replica wrote last, so that a touched fact changes them without all the other facts of the quarter being read
 * again. They hold only while nobody else has written the document: that is, while it has the version that was written here.
 *
 * <p>Why that is enough: what a document with our version contains is what we know. If another replica has handled a newer fact
 * since, it has written, and the version is another one; if it handles one now, it has read a version that our write will replace.
 */
final class Warm {

    /** Of a day: the quarter that runs, the one before, and that which a guess touches; of rows and of marks. */
    private static final int MOST_CELLS_OF_A_DAY = 6;

    private final int mostItems;
    private final LinkedHashMap<Day, WarmDay> days = new LinkedHashMap<>(16, 0.75f, true);
    private long items;

    /** @param mostItems about 200 bytes each */
    Warm(int mostItems) {
        this.mostItems = mostItems;
    }

    /**
     * A cell as it was written.
     *
     * @param items by the hash of the fact's id; may be changed, if the day is written or dropped afterwards
     * @param bytes null if there was nothing in it
     * @param counted how many items there were
     */
    record WarmCell(Map<Long, Item> items, byte[] bytes, int counted) {

        WarmCell(Map<Long, Item> items, byte[] bytes) {
            this(items, bytes, items.size());
        }
    }

    private static final class WarmDay {
        private long version;
        private final LinkedHashMap<Cell, WarmCell> cells = new LinkedHashMap<>(8, 0.75f, true);
    }

    /** Whether its bytes are known, if the document still has the version. */
    boolean has(Cell cell) {
        WarmDay day = days.get(cell.day());
        return day != null && day.cells.containsKey(cell);
    }

    /** Null if the cell is not known, or somebody else has written the document. */
    WarmCell get(Cell cell, long version) {
        WarmDay day = days.get(cell.day());
        return day == null || day.version != version ? null : day.cells.get(cell);
    }

    /**
     * The document was written.
     *
     * @param before the version that it replaced; null if it is new
     */
    void written(Day day, Long before, long version, Map<Cell, WarmCell> cells) {
        WarmDay known = days.computeIfAbsent(day, any -> new WarmDay());
        if (before == null || known.version != before) {
            items -= size(known.cells.values());
            known.cells.clear();
        }
        known.version = version;
        cells.forEach((cell, content) -> {
            WarmCell old = known.cells.put(cell, content);
            items += content.counted - (old == null ? 0 : old.counted);
        });
        shrink(known.cells, MOST_CELLS_OF_A_DAY);
        for (Iterator<WarmDay> eldest = days.values().iterator(); items > mostItems && eldest.hasNext(); ) {
            items -= size(eldest.next().cells.values());
            eldest.remove();
        }
    }

    private void shrink(LinkedHashMap<Cell, WarmCell> cells, int most) {
        for (Iterator<WarmCell> eldest = cells.values().iterator(); cells.size() > most; ) {
            items -= eldest.next().counted;
            eldest.remove();
        }
    }

    /** Nobody knows what became of these. */
    void drop(Collection<Day> some) {
        some.forEach(day -> {
            WarmDay known = days.remove(day);
            if (known != null) {
                items -= size(known.cells.values());
            }
        });
    }

    private static long size(Collection<WarmCell> cells) {
        return cells.stream().mapToLong(WarmCell::counted).sum();
    }
}
