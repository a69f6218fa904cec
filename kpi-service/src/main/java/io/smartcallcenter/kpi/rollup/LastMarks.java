package io.smartcallcenter.kpi.rollup;

import io.smartcallcenter.kpi.operator.StateMark;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state in which marks leave an operator: the last mark of each node, queue and state. */
public final class LastMarks {

    private record Line(String node, String queue, StateMark.State state) {}

    private LastMarks() {}

    /** @param marks of one operator, in any order; of two of the same moment the later one of the collection counts */
    public static List<StateMark> of(Collection<StateMark> marks) {
        Map<Line, StateMark> last = new HashMap<>();
        marks.forEach(mark -> last.merge(
                new Line(mark.node(), mark.queue(), mark.state()),
                mark,
                (known, other) -> other.atMicros() >= known.atMicros() ? other : known));
        return List.copyOf(last.values());
    }
}
