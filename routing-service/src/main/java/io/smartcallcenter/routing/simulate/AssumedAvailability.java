package io.smartcallcenter.routing.simulate;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AsteriskState.AgentState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.availability.NodeBoard;
import io.smartcallcenter.routing.decide.Availability;
import io.smartcallcenter.routing.operators.Operator;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The live board with what a question assumes. */
final class AssumedAvailability implements Availability {

    private static final Staffing NOBODY = new Staffing(0, 0, 0, 0, 0);

    private final NodeBoard board;
    private final Map<String, Question.Staffing> queues;
    private final Set<String> paused;
    /** Those of which something is assumed, operators or not. */
    private final Map<String, Presence> phones = new HashMap<>();

    /**
     * @param board a copy, which is changed
     * @param at since when what is assumed is so
     */
    AssumedAvailability(NodeBoard board, Question.Assume assume, RoutingRules rules, Instant at) {
        this.board = board;
        this.queues = assume.queues();
        this.paused = Set.copyOf(assume.paused());
        Set<String> changed = new TreeSet<>(assume.devices().keySet());
        changed.addAll(paused);
        for (String iface : changed) {
            AgentState now = board.agent(iface).orElseGet(() -> notReported(iface, rules));
            DeviceState device = assume.devices().getOrDefault(iface, now.device());
            AgentState then = new AgentState(now.node(), now.agent(), device, memberships(now));
            board.put(then, at);
            phones.put(iface, presence(then, at));
        }
    }

    private Presence presence(AgentState agent, Instant at) {
        boolean resting = paused.contains(agent.agent().iface())
                || agent.memberships().stream().anyMatch(Membership::paused);
        return new Presence(agent.device(), resting, at);
    }

    private List<Membership> memberships(AgentState agent) {
        return !paused.contains(agent.agent().iface())
                ? agent.memberships()
                : agent.memberships().stream()
                        .map(each -> new Membership(each.queue(), each.penalty(), true, each.pauseReason()))
                        .toList();
    }

    /** An operator of whom Asterisk has said nothing serves the queues that the rules say. */
    private static AgentState notReported(String iface, RoutingRules rules) {
        List<Membership> memberships = rules.operators().values().stream()
                .filter(operator -> operator.iface().equals(iface))
                .map(Operator::queues)
                .flatMap(queues -> queues.entrySet().stream())
                .map(queue -> new Membership(queue.getKey(), queue.getValue(), false, ""))
                .toList();
        return new AgentState("assumed", new Agent(iface, null), DeviceState.UNKNOWN, memberships);
    }

    @Override
    public Optional<Staffing> staffing(String queue, Integer maxPenalty) {
        Optional<Staffing> live = board.staffing(queue, maxPenalty);
        Question.Staffing assumed = queues.get(queue);
        if (assumed == null) {
            return live;
        }
        Staffing otherwise = live.orElse(NOBODY);
        return Optional.of(new Staffing(
                assumedOr(assumed.free(), otherwise.free()),
                assumedOr(assumed.busy(), otherwise.busy()),
                assumedOr(assumed.paused(), otherwise.paused()),
                assumedOr(assumed.unreachable(), otherwise.unreachable()),
                assumedOr(assumed.waiting(), otherwise.waiting())));
    }

    private static int assumedOr(Integer assumed, int otherwise) {
        return assumed == null ? otherwise : assumed;
    }

    @Override
    public Optional<Presence> presence(String endpoint) {
        Presence assumed = phones.get(endpoint);
        return assumed == null ? board.presence(endpoint) : Optional.of(assumed);
    }
}
