package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.metrics.OfferTally;
import io.smartcallcenter.kpi.node.Retirements;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Folds days of operators, in any order, into the rows of an answer. Not for several threads at once. */
public final class OperatorFold {

    /** A talk whose offer began this long before a cell may still last into it: days from there on are wanted. */
    public static final Duration LONGEST_TALK = Duration.ofHours(12);

    /** Key of the row of all operators together. */
    private static final String TOGETHER = "";

    /** What is known of an operator, and the cells of each row in which an offer to them counts. */
    private record Known(OperatorHistory history, Map<String, BitSet> counted) {}

    private final OperatorQuestion question;
    private final Retirements retirements;
    private final Grid grid;
    private final long now;
    private final long earliest;
    private final boolean queuesApart;
    private final Map<String, Known> operators = new HashMap<>();
    private final Map<String, OperatorCell[]> cells = new TreeMap<>();
    private int rows;

    /**
     * @param now a talk or state that has not ended lasts until now
     * @throws TooManyRows if the names that are asked for have too many cells
     */
    public OperatorFold(OperatorQuestion question, Retirements retirements, Instant now) {
        this.question = question;
        this.retirements = retirements;
        this.grid = question.grid();
        this.now = now.toEpochMilli();
        this.earliest = grid.border(0) - LONGEST_TALK.toMillis();
        this.queuesApart = question.group() == OperatorGroup.OPERATOR && grid.size() == 1;
        asked().forEach(this::fill);
    }

    private Set<String> asked() {
        return switch (question.group()) {
            case OPERATOR -> question.operators();
            case QUEUE -> question.queues();
            case NONE -> question.operators().isEmpty() && question.queues().isEmpty() ? Set.of() : Set.of(TOGETHER);
        };
    }

    private void fill(String key) {
        for (int cell = 0; cell < grid.size(); cell++) {
            at(key, cell);
        }
    }

    /**
     * Rows outside of the range count nowhere, but their talk may last into it.
     *
     * @throws TooManyRows if the answer grows beyond {@link TooManyRows#MOST_ROWS}
     */
    public void add(OperatorDay day) {
        Known known = known(day.iface());
        known.history.add(day);
        for (OfferRow offer : day.offers()) {
            if (offer.home() && offer.answeredAt() != 0 && inReach(offer.startedAt())) {
                known.history.talk(offer);
            }
            String key = key(day, offer);
            if (key != null) {
                count(known, key, offer);
            }
        }
    }

    private Known known(String iface) {
        return operators.computeIfAbsent(
                iface, name -> new Known(new OperatorHistory(grid, retirements), new HashMap<>()));
    }

    private boolean inReach(long startedAt) {
        return startedAt >= earliest && startedAt < grid.border(grid.size());
    }

    /** The row that an offer belongs to; null if to none. */
    private String key(OperatorDay day, OfferRow offer) {
        if (!question.queues().isEmpty()
                && (offer.queue() == null || !question.queues().contains(offer.queue()))) {
            return null;
        }
        return switch (question.group()) {
            case OPERATOR -> day.iface();
            case QUEUE -> offer.queue();
            case NONE -> TOGETHER;
        };
    }

    private void count(Known known, String key, OfferRow offer) {
        if (offer.home()) {
            count(known, key, offer.startedAt(), offer, OfferTally::offered);
        }
        if (question.attribution() == Attribution.EVENT && offer.ends()) {
            count(known, key, offer.endedAt(), offer, OfferTally::ended);
        } else if (question.attribution() == Attribution.ARRIVAL && offer.home() && offer.outcome() != null) {
            count(known, key, offer.startedAt(), offer, OfferTally::ended);
        }
    }

    private void count(Known known, String key, long at, OfferRow offer, BiConsumer<OfferTally, OfferRow> how) {
        int cell = grid.cellOf(at);
        if (cell >= 0) {
            at(key, cell).count(offer, how);
            known.counted.computeIfAbsent(key, row -> new BitSet()).set(cell);
        }
    }

    private OperatorCell at(String key, int cell) {
        OperatorCell[] of = cells.computeIfAbsent(key, row -> new OperatorCell[grid.size()]);
        if (of[cell] == null) {
            rows = TooManyRows.checked(rows + 1);
            of[cell] = new OperatorCell(queuesApart);
        }
        return of[cell];
    }

    /**
     * By operator or queue, then by cell. To be asked once, at the end.
     *
     * @throws TooManyRows if there are more than {@link TooManyRows#MOST_ROWS}
     */
    public List<OperatorRow> rows() {
        operators.forEach(this::spend);
        List<OperatorRow> found = new ArrayList<>(rows);
        cells.forEach((key, of) -> {
            String iface = question.group() == OperatorGroup.OPERATOR ? key : null;
            String queue = question.group() == OperatorGroup.QUEUE ? key : null;
            String name = iface == null ? null : name(iface);
            for (int cell = 0; cell < of.length; cell++) {
                if (of[cell] != null) {
                    found.add(new OperatorRow(iface, queue, cell, of[cell].figures(iface, name)));
                }
            }
        });
        return found;
    }

    private String name(String iface) {
        Known known = operators.get(iface);
        return known == null || known.history.name() == null ? iface : known.history.name();
    }

    private void spend(String iface, Known known) {
        switch (question.group()) {
            case OPERATOR ->
                spend(iface, question.queues(), known, question.operators().contains(iface));
            case NONE -> spend(TOGETHER, question.queues(), known, false);
            case QUEUE -> queues(known).forEach(queue -> spend(queue, Set.of(queue), known, false));
        }
    }

    private Set<String> queues(Known known) {
        Set<String> queues = new TreeSet<>(known.counted.keySet());
        queues.addAll(known.history.queues());
        if (!question.queues().isEmpty()) {
            queues.retainAll(question.queues());
        }
        return queues;
    }

    /** @param always also where the operator did nothing for these queues */
    private void spend(String key, Set<String> queues, Known known, boolean always) {
        CellTimes times = known.history.times(queues, now);
        BitSet counted = known.counted.getOrDefault(key, new BitSet());
        for (int cell = 0; cell < grid.size(); cell++) {
            if (always || counted.get(cell) || times.present(cell)) {
                at(key, cell).spent(times.of(cell));
            }
        }
    }
}
