package io.smartcallcenter.kpi.operator;

import io.smartcallcenter.kpi.operator.Intervals.Span;
import io.smartcallcenter.kpi.operator.StateMark.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where one operator's time went within a range. Unions over queues, never sums.
 *
 * @param online member of at least one queue, with a phone that can be reached
 * @param paused paused by hand in at least one queue while its member
 * @param autoPaused paused by app_queue in at least one queue, and by hand in none
 * @param pausedByReason the parts of {@code paused}; reasons of two queues may overlap
 */
public record OperatorTimes(
        Intervals online, Intervals paused, Intervals autoPaused, Map<String, Intervals> pausedByReason) {

    private record Line(String node, String queue, State state) {}

    /**
     * @param marks of one operator, in any order: the last one of each state before {@code from} and all up to {@code to}
     * @param from µs since the epoch
     * @param to µs since the epoch, not later than now: a state goes on until the next mark
     */
    public static OperatorTimes of(Collection<StateMark> marks, long from, long to) {
        Map<Line, List<StateMark>> lines = new HashMap<>();
        marks.forEach(mark -> lines.computeIfAbsent(
                        new Line(mark.node(), mark.queue(), mark.state()), line -> new ArrayList<>())
                .add(mark));
        lines.values().forEach(line -> line.sort(Comparator.comparingLong(StateMark::atMicros)));

        List<Span> online = new ArrayList<>();
        List<Span> auto = new ArrayList<>();
        Map<String, List<Span>> byReason = new TreeMap<>();
        for (Line line : lines.keySet()) {
            if (line.state != State.MEMBER) {
                continue;
            }
            Intervals member = spans(lines.get(line), to).clip(from, to);
            Line device = new Line(line.node, null, State.REACHABLE);
            Intervals reachable = spans(lines.getOrDefault(device, List.of()), to);
            online.addAll(member.intersect(reachable).spans());
            Line pause = new Line(line.node, line.queue, State.PAUSED);
            pauses(lines.getOrDefault(pause, List.of()), to).forEach((kind, spans) -> {
                List<Span> within = Intervals.of(spans).intersect(member).spans();
                if (kind.auto) {
                    auto.addAll(within);
                } else if (!within.isEmpty()) {
                    byReason.computeIfAbsent(kind.reason, reason -> new ArrayList<>())
                            .addAll(within);
                }
            });
        }
        Intervals paused =
                Intervals.of(byReason.values().stream().flatMap(List::stream).toList());
        Map<String, Intervals> united = new TreeMap<>();
        byReason.forEach((reason, spans) -> united.put(reason, Intervals.of(spans)));
        return new OperatorTimes(
                Intervals.of(online), paused, Intervals.of(auto).minus(paused), united);
    }

    /** Online, not paused, and not talking. */
    public Intervals available(Intervals talking) {
        return online.minus(paused).minus(autoPaused).minus(talking);
    }

    private record Kind(String reason, boolean auto) {}

    private static Map<Kind, List<Span>> pauses(List<StateMark> line, long to) {
        Map<Kind, List<Span>> pauses = new HashMap<>();
        for (int i = 0; i < line.size(); i++) {
            StateMark mark = line.get(i);
            long end = i + 1 < line.size() ? line.get(i + 1).atMicros() : to;
            if (mark.on() && mark.atMicros() < end) {
                pauses.computeIfAbsent(new Kind(mark.reason(), mark.auto()), kind -> new ArrayList<>())
                        .add(new Span(mark.atMicros(), end));
            }
        }
        return pauses;
    }

    private static Intervals spans(List<StateMark> line, long to) {
        return Intervals.of(
                pauses(line, to).values().stream().flatMap(List::stream).toList());
    }
}
