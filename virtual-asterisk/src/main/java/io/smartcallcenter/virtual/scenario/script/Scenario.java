package io.smartcallcenter.virtual.scenario.script;

import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.queue.QueueSettings;
import io.smartcallcenter.virtual.scenario.load.LoadProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happens, step by step, and what must come of it.
 *
 * @param queues queues beside those that the PBX has
 * @param everyone what phones do, in the order in which any of them rings; empty leaves them as they are
 * @param operators what single phones do, in the order of their own rings
 * @param load calls that come by themselves; null for none
 */
public record Scenario(
        String name,
        String about,
        List<QueueSettings> queues,
        List<Reaction> everyone,
        Map<String, List<Reaction>> operators,
        List<Step> steps,
        LoadProfile load,
        Expectation expect) {

    /**
     * What must be true after the last step.
     *
     * @param events how often each event came
     * @param queueLog parts of queue_log lines that came in this order; others may lie between them
     */
    public record Expectation(Map<String, Integer> events, List<String> queueLog) {
        public static final Expectation NOTHING = new Expectation(Map.of(), List.of());

        public Expectation {
            events = Map.copyOf(events);
            queueLog = List.copyOf(queueLog);
        }
    }

    public Scenario {
        queues = List.copyOf(queues);
        everyone = List.copyOf(everyone);
        operators = new LinkedHashMap<>(operators);
        steps = List.copyOf(steps);
    }
}
