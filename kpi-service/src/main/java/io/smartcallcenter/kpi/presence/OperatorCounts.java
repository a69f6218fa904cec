package io.smartcallcenter.kpi.presence;

import io.smartcallcenter.events.OperatorState;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many operators are in each state. */
public record OperatorCounts(Map<OperatorState, Integer> byState) {

    public static final OperatorCounts NONE = of(Stream.empty());

    public OperatorCounts {
        byState = Map.copyOf(byState);
    }

    private static OperatorCounts of(Stream<OperatorState> states) {
        Map<OperatorState, Integer> counts = new EnumMap<>(OperatorState.class);
        for (OperatorState state : OperatorState.values()) {
            counts.put(state, 0);
        }
        states.forEach(state -> counts.merge(state, 1, Integer::sum));
        return new OperatorCounts(counts);
    }

    /** The members of each queue that has any: each member once. */
    public static Map<String, OperatorCounts> byQueue(Collection<OperatorNow> operators) {
        Map<String, Stream.Builder<OperatorState>> states = new TreeMap<>();
        operators.forEach(operator -> operator.queues()
                .forEach((queue, state) ->
                        states.computeIfAbsent(queue, name -> Stream.builder()).add(state)));
        Map<String, OperatorCounts> counts = new TreeMap<>();
        states.forEach((queue, of) -> counts.put(queue, of(of.build())));
        return counts;
    }

    public int of(OperatorState state) {
        return byState.get(state);
    }
}
