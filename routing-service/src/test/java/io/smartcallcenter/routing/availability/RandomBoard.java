package io.smartcallcenter.routing.availability;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.AsteriskState.Waiting;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.operators.Operator;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** States of one node that fit some rules: each queue and each operator of them is reported sometimes. */
public final class RandomBoard {

    public static final String NODE = "pbx1";

    private static final int MOST_WAITING = 5;

    private RandomBoard() {}

    public static OperatorBoard of(RoutingRules rules, Random random) {
        OperatorBoard board = new OperatorBoard();
        new TreeSet<>(rules.queues().keySet())
                .forEach(queue -> sometimes(random, () -> board.put(queue(queue, random), when(random))));
        new TreeSet<>(rules.operators().keySet())
                .forEach(extension -> sometimes(
                        random, () -> board.put(agent(rules.operators().get(extension), random), when(random))));
        return board;
    }

    private static void sometimes(Random random, Runnable step) {
        if (random.nextInt(4) > 0) {
            step.run();
        }
    }

    private static AsteriskState queue(String name, Random random) {
        List<Waiting> callers = Collections.nCopies(
                random.nextInt(MOST_WAITING), new Waiting("pbx1/1", "pbx1/e1", null, 1, Instant.EPOCH));
        return new AsteriskState.Queue(NODE, name, "leastrecent", callers, List.of());
    }

    private static AsteriskState agent(Operator operator, Random random) {
        DeviceState device = random.nextBoolean()
                ? DeviceState.NOT_INUSE
                : DeviceState.values()[random.nextInt(DeviceState.values().length)];
        List<Membership> memberships = new TreeSet<>(operator.queues().keySet())
                .stream()
                        .map(queue -> new Membership(queue, 0, random.nextInt(4) == 0, ""))
                        .toList();
        return new AgentState(NODE, new Agent(operator.iface(), null), device, memberships);
    }

    /** Several are equally long idle. */
    private static Instant when(Random random) {
        return Instant.EPOCH.plusSeconds(random.nextInt(3));
    }
}
