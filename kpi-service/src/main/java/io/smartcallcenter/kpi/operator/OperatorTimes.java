package io.smartcallcenter.kpi.operator;

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

    public static final OperatorTimes NONE =
            new OperatorTimes(Intervals.NONE, Intervals.NONE, Intervals.NONE, Map.of());

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

        Intervals online = Intervals.NONE;
        Intervals auto = Intervals.NONE;
        Map<String, Intervals> byReason = new TreeMap<>();
        for (Line line : lines.keySet()) {
            if (line.state != State.MEMBER) {
                continue;
            }
            Intervals member = spans(lines.get(line), to).clip(from, to);
            Line device = new Line(line.node, null, State.REACHABLE);
            online = online.union(member.intersect(spans(lines.getOrDefault(device, List.of()), to)));
            Line pause = new Line(line.node, line.queue, State.PAUSED);
            for (Pause each : pauses(lines.getOrDefault(pause, List.of()), to)) {
                Intervals within = new Intervals(List.of(each.span)).intersect(member);
                if (each.auto) {
                    auto = auto.union(within);
                } else if (!within.spans().isEmpty()) {
                    byReason.merge(each.reason, within, Intervals::union);
                }
            }
        }
        Intervals paused = byReason.values().stream().reduce(Intervals.NONE, Intervals::union);
        return new OperatorTimes(online, paused, auto.minus(paused), byReason);
    }

    /** Online, not paused, and not talking. */
    public Intervals available(Intervals talking) {
        return online.minus(paused).minus(autoPaused).minus(talking);
    }

    private record Pause(Intervals.Span span, String reason, boolean auto) {}

    private static List<Pause> pauses(List<StateMark> line, long to) {
        List<Pause> pauses = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            StateMark mark = line.get(i);
            long end = i + 1 < line.size() ? line.get(i + 1).atMicros() : to;
            if (mark.on() && mark.atMicros() < end) {
                pauses.add(new Pause(new Intervals.Span(mark.atMicros(), end), mark.reason(), mark.auto()));
            }
        }
        return pauses;
    }

    private static Intervals spans(List<StateMark> line, long to) {
        return Intervals.of(pauses(line, to).stream().map(Pause::span).toList());
    }
}
