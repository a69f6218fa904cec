package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.QueueTally;
import io.smartcallcenter.kpi.rollup.EntryRow;
import io.smartcallcenter.kpi.rollup.QueueDay;
import io.smartcallcenter.kpi.rollup.RefusalRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Folds days of queues, in any order, into the rows of an answer. Not for several threads at once. */
public final class QueueFold {

    /** Key of the row of all queues together. */
    private static final String TOGETHER = "";

    private final QueueQuestion question;
    private final Cells grid;
    private final long now;
    private final Map<String, QueueTally[]> tallies = new TreeMap<>();
    private int rows;

    /**
     * @param now decides only how long those who still wait have waited
     * @throws TooManyRows if the queues that are named have too many cells
     */
    public QueueFold(QueueQuestion question, Instant now) {
        this.question = question;
        this.grid = question.grid();
        this.now = now.toEpochMilli();
        if (question.byQueue()) {
            question.queues().forEach(this::fill);
        } else if (!question.queues().isEmpty()) {
            fill(TOGETHER);
        }
    }

    private void fill(String key) {
        QueueTally[] cells = cells(key);
        for (int cell = 0; cell < cells.length; cell++) {
            tally(cells, cell);
        }
    }

    /**
     * Rows outside of the range count nowhere.
     *
     * @throws TooManyRows if the answer grows beyond {@link TooManyRows#MOST_ROWS}
     */
    public void add(QueueDay day) {
        QueueTally[] cells = cells(question.byQueue() ? day.queue() : TOGETHER);
        if (question.attribution() == Attribution.ARRIVAL) {
            for (EntryRow entry : day.entries()) {
                byArrival(cells, entry);
            }
        } else {
            for (EntryRow entry : day.entries()) {
                byEvent(cells, entry);
            }
        }
        for (RefusalRow refusal : day.refusals()) {
            int cell = grid.cellOf(refusal.at());
            if (cell >= 0) {
                tally(cells, cell).refused(refusal);
            }
        }
    }

    private void byArrival(QueueTally[] cells, EntryRow entry) {
        int cell = entry.home() ? grid.cellOf(entry.joinedAt()) : -1;
        if (cell >= 0) {
            QueueTally tally = tally(cells, cell);
            tally.joined(entry);
            if (!entry.waiting()) {
                tally.left(entry);
            }
        }
    }

    private void byEvent(QueueTally[] cells, EntryRow entry) {
        int joined = entry.home() ? grid.cellOf(entry.joinedAt()) : -1;
        if (joined >= 0) {
            tally(cells, joined).joined(entry);
        }
        int left = entry.ends() ? grid.cellOf(entry.leftAt()) : -1;
        if (left >= 0) {
            tally(cells, left).left(entry);
        }
    }

    private QueueTally[] cells(String key) {
        return tallies.computeIfAbsent(key, queue -> new QueueTally[grid.size()]);
    }

    private QueueTally tally(QueueTally[] cells, int cell) {
        QueueTally tally = cells[cell];
        if (tally == null) {
            rows = TooManyRows.checked(rows + 1);
            tally = new QueueTally(question.policy(), now);
            cells[cell] = tally;
        }
        return tally;
    }

    /** By queue, then by cell. Sorting the waits is the larger part of a report: queues are done side by side. */
    public List<QueueRow> rows() {
        return tallies.entrySet().parallelStream()
                .flatMap(each -> rows(question.byQueue() ? each.getKey() : null, each.getValue()))
                .toList();
    }

    private static Stream<QueueRow> rows(String queue, QueueTally[] cells) {
        return IntStream.range(0, cells.length)
                .filter(cell -> cells[cell] != null)
                .mapToObj(cell -> new QueueRow(queue, cell, cells[cell].figures(queue)));
    }
}
