package io.smartcallcenter.routing.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class OperatorBoardPropertiesTest {

    private static final Instant AT = Instant.parse("2026-11-23T05:00:00Z");
    private static final List<String> QUEUES = List.of("support", "sales", "vip");

    /** What is counted on the way is what the newest states say, however often and through which older ones they came. */
    @Property(tries = 300, seed = "20261123")
    void anyHistoryEndsInTheBoardOfTheNewestStates(@ForAll long seed) {
        Random random = new Random(seed);
        OperatorBoard travelled = new OperatorBoard();
        Map<String, AgentState> newest = new LinkedHashMap<>();
        for (int step = 0; step < 40; step++) {
            AgentState state = someAgent(random);
            if (random.nextInt(5) == 0) {
                newest.remove(state.key());
                travelled.remove(state.key());
            } else {
                newest.put(state.key(), state);
                travelled.put(state, AT);
            }
        }
        OperatorBoard straight = new OperatorBoard();
        newest.values().forEach(state -> straight.put(state, AT));

        for (String queue : QUEUES) {
            AsteriskState known = new AsteriskState.Queue("pbx1", queue, "leastrecent", List.of(), List.of());
            travelled.put(known, AT);
            straight.put(known, AT);
            assertThat(travelled.of("pbx1").staffing(queue))
                    .isPresent()
                    .isEqualTo(straight.of("pbx1").staffing(queue));
            assertThat(travelled.of("pbx1").staffing(queue, 1))
                    .isEqualTo(straight.of("pbx1").staffing(queue, 1));
        }
    }

    private static AgentState someAgent(Random random) {
        List<Membership> memberships = QUEUES.stream()
                .filter(queue -> random.nextBoolean())
                .map(queue -> new Membership(queue, random.nextInt(3), random.nextInt(3) == 0, ""))
                .toList();
        DeviceState device = DeviceState.values()[random.nextInt(DeviceState.values().length)];
        return new AgentState("pbx1", new Agent("PJSIP/" + random.nextInt(4), null), device, memberships);
    }
}
