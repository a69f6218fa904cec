package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.operator.Intervals;
import io.smartcallcenter.kpi.operator.Intervals.Span;
import io.smartcallcenter.kpi.operator.OperatorTimes;
import io.smartcallcenter.kpi.operator.TimeTotals;
import java.util.Map;
import java.util.TreeMap;

/** One operator's intervals, computed once for the range and dealt out to its cells in one pass. All in µs. */
final class CellTimes {

    private final Grid grid;
    private final long[] online;
    private final long[] paused;
    private final long[] autoPaused;
    private final Map<String, long[]> byReason = new TreeMap<>();
    private final long[] talking;
    private final long[] talkingForQueues;
    private final long[] available;

    /** @param talkingForQueues the part of {@code talking} for the queues that the times are restricted to */
    CellTimes(Grid grid, OperatorTimes times, Intervals talking, Intervals talkingForQueues) {
        this.grid = grid;
        this.online = dealt(times.online());
        this.paused = dealt(times.paused());
        this.autoPaused = dealt(times.autoPaused());
        times.pausedByReason().forEach((reason, spans) -> byReason.put(reason, dealt(spans)));
        this.talking = dealt(talking);
        this.talkingForQueues = dealt(talkingForQueues);
        this.available = dealt(times.available(talking));
    }

    private long[] dealt(Intervals intervals) {
        long[] cells = new long[grid.size()];
        for (Span span : intervals.spans()) {
            long at = span.start();
            int cell = grid.cellOf(at / 1000);
            while (at < span.end()) {
                long end = Math.min(span.end(), grid.border(cell + 1) * 1000);
                cells[cell++] += end - at;
                at = end;
            }
        }
        return cells;
    }

    TimeTotals of(int cell) {
        return new TimeTotals(
                online[cell], paused[cell], autoPaused[cell], reasons(cell), talking[cell], available[cell]);
    }

    private Map<String, Long> reasons(int cell) {
        Map<String, Long> found = new TreeMap<>();
        byReason.forEach((reason, cells) -> {
            if (cells[cell] > 0) {
                found.put(reason, cells[cell]);
            }
        });
        return found;
    }

    /** Whether the operator was there, paused, or talked for the queues, for a ms at least. */
    boolean present(int cell) {
        return Math.max(Math.max(online[cell], paused[cell]), Math.max(autoPaused[cell], talkingForQueues[cell]))
                >= 1000;
    }
}
