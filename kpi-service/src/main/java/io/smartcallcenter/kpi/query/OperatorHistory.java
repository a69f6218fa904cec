package io.smartcallcenter.kpi.query;

import io.smartcallcenter.kpi.node.Retirements;
import io.smartcallcenter.kpi.operator.Intervals;
import io.smartcallcenter.kpi.operator.Intervals.Span;
import io.smartcallcenter.kpi.operator.OperatorTimes;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.rollup.OfferRow;
import io.smartcallcenter.kpi.rollup.OperatorDay;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The states and talks of one operator over the days of a question. */
final class OperatorHistory {

    /** A talk in ms since the epoch; {@code to} is 0 while it lasts. */
    private record Talk(String queue, long started, long from, long to) {}

    private final Grid grid;
    private final Retirements retirements;
    private final List<StateMark> marks = new ArrayList<>();
    private final List<Talk> talks = new ArrayList<>();
    private List<StateMark> carried = List.of();
    private long firstDay = Long.MAX_VALUE;
    private String name;
    private long nameDay = Long.MIN_VALUE;

    OperatorHistory(Grid grid, Retirements retirements) {
        this.grid = grid;
        this.retirements = retirements;
    }

    /** What was before a day is told by the days before it, so that only the first day's carried marks are taken. */
    void add(OperatorDay day) {
        if (day.day() < firstDay) {
            firstDay = day.day();
            carried = day.carried();
        }
        if (day.day() > nameDay && !day.name().equals(day.iface())) {
            nameDay = day.day();
            name = day.name();
        }
        marks.addAll(day.marks());
    }

    /** A talk that may last into the range. */
    void talk(OfferRow offer) {
        talks.add(new Talk(offer.queue(), offer.startedAt(), offer.answeredAt(), offer.releasedAt()));
    }

    /** The newest that is known; null if none is. */
    String name() {
        return name;
    }

    /** The queues that the operator was a member of, or talked for. */
    Set<String> queues() {
        Set<String> queues = new TreeSet<>();
        talks.stream().map(Talk::queue).filter(queue -> queue != null).forEach(queues::add);
        marks().stream().map(StateMark::queue).filter(queue -> queue != null).forEach(queues::add);
        return queues;
    }

    private List<StateMark> marks() {
        List<StateMark> all = new ArrayList<>(carried);
        all.addAll(marks);
        return retirements.signedOff(all);
    }

    /**
     * The operator's time in each cell.
     *
     * @param queues restricts the states; empty = all
     * @param now ms since the epoch: a talk or state that has not ended lasts until now
     */
    CellTimes times(Set<String> queues, long now) {
        long from = grid.border(0) * 1000;
        long to = Math.min(now, grid.border(grid.size())) * 1000;
        List<StateMark> ours = marks().stream()
                .filter(mark -> queues.isEmpty() || mark.queue() == null || queues.contains(mark.queue()))
                .toList();
        return new CellTimes(
                grid, OperatorTimes.of(ours, from, to), talking(Set.of(), from, to), talking(queues, from, to));
    }

    private Intervals talking(Set<String> queues, long from, long to) {
        List<Span> spans = new ArrayList<>();
        for (Talk talk : talks) {
            if (queues.isEmpty() || (talk.queue != null && queues.contains(talk.queue))) {
                spans.add(new Span(talk.from * 1000, Math.min(to, end(talk))));
            }
        }
        return Intervals.of(spans).clip(from, to);
    }

    /**
     * Microseconds. A talk that nobody saw end does not last for ever; of one that ended, a cell knows the offers that began at most the longest
     * talk before it: as if it had been asked for alone.
     */
    private long end(Talk talk) {
        long longest = talk.started + OperatorFold.LONGEST_TALK.toMillis();
        if (talk.to == 0) {
            return longest * 1000;
        }
        int last = grid.cellOf(longest);
        return last < 0 ? talk.to * 1000 : Math.min(talk.to * 1000, grid.border(last + 1) * 1000);
    }
}
