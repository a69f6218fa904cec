package io.smartcallcenter.kpi.node;

import io.smartcallcenter.kpi.gap.Outage;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.operator.StateMark.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The retirements of all nodes, applied when a question is asked: neither the facts nor the roll-ups know of them, so that they hold for
 * whatever arrives later as well, and leave nothing behind when they are taken back.
 */
public record Retirements(List<Retirement> all) {

    public static final Retirements NONE = new Retirements(List.of());

    private record Line(String node, String queue, State state) {}

    public Retirements {
        all = List.copyOf(all);
    }

    /** The outages without the times in which their nodes were retired. */
    public List<Outage> without(List<Outage> outages) {
        List<Outage> left = outages;
        for (Retirement retirement : all) {
            left = left.stream().flatMap(retirement::without).toList();
        }
        return left;
    }

    /**
     * The marks of one operator, in no order, and those of the retirements: every state of a retired node ends. A gateway that finds its node
     * again tells only what has changed since it was lost, so with the node come back the states that it had.
     */
    public List<StateMark> signedOff(List<StateMark> marks) {
        if (all.isEmpty()) {
            return marks;
        }
        List<StateMark> more = new ArrayList<>(marks);
        marks.stream()
                .collect(Collectors.groupingBy(mark -> new Line(mark.node(), mark.queue(), mark.state())))
                .forEach((line, of) -> all.stream()
                        .filter(retirement -> retirement.node().equals(line.node))
                        .forEach(retirement ->
                                last(of, retirement).ifPresent(mark -> more.addAll(ended(mark, of, retirement)))));
        return more;
    }

    /** What a state was when the node was retired; empty if it was off, or not known yet. */
    private static Optional<StateMark> last(Collection<StateMark> line, Retirement retirement) {
        long end = (retirement.at().toEpochMilli() + 1) * 1000;
        return line.stream()
                .filter(mark -> mark.atMicros() < end)
                .reduce((one, other) -> other.atMicros() >= one.atMicros() ? other : one)
                .filter(StateMark::on);
    }

    private static List<StateMark> ended(StateMark mark, Collection<StateMark> line, Retirement retirement) {
        long off = Math.max(retirement.at().toEpochMilli() * 1000, mark.atMicros() + 1);
        StateMark ended = at(mark, false, off);
        if (retirement.lasts()) {
            return List.of(ended);
        }
        long back = retirement.backAt().toEpochMilli() * 1000;
        boolean toldAnew = line.stream().anyMatch(each -> each.atMicros() == back);
        return toldAnew ? List.of(ended) : List.of(ended, at(mark, true, Math.max(back, off + 1)));
    }

    private static StateMark at(StateMark mark, boolean on, long atMicros) {
        return new StateMark(
                mark.node(),
                mark.iface(),
                mark.name(),
                mark.queue(),
                mark.state(),
                on,
                mark.reason(),
                mark.auto(),
                atMicros);
    }

    /** Those of each node, the earliest first. */
    Map<String, List<Retirement>> byNode() {
        return all.stream()
                .sorted(Comparator.comparing(Retirement::at))
                .collect(Collectors.groupingBy(Retirement::node));
    }
}
