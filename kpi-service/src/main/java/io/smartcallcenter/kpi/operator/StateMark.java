package io.smartcallcenter.kpi.operator;

import static io.smartcallcenter.kpi.document.Rule.GREATEST;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.document.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A moment at which one state of an operator was reported. Marks are kept as they came; intervals are computed when asked.
 *
 * @param node the Asterisk that says so
 * @param queue null for REACHABLE
 * @param atMicros µs since the epoch: a member is added and paused within one millisecond
 * @param reason of a pause, possibly empty
 * @param auto whether app_queue paused the operator after a missed call
 */
public record StateMark(
        String node,
        String iface,
        String name,
        String queue,
        State state,
        boolean on,
        String reason,
        boolean auto,
        long atMicros) {

    /** The three states that reports need. */
    public enum State {
        MEMBER,
        PAUSED,
        REACHABLE
    }

    public static final String NODE = "node";
    public static final String INTERFACE = "interface";
    public static final String QUEUE = "queue";
    public static final String STATE = "state";
    public static final String AT = "at";
    private static final String NAME = "name";
    private static final String ON = "on";
    private static final String REASON = "reason";
    private static final String AUTO = "auto";

    /** Every field of a mark's document. */
    public static final List<String> FIELDS = List.of(NODE, INTERFACE, NAME, QUEUE, STATE, ON, REASON, AUTO, AT);

    /** The marks that an event sets. A joining member may be paused already, and a rejoining one may have lost its pause. */
    public static List<Contribution> facts(AgentEvent event, String node, Instant at) {
        Agent agent = event.agent();
        if (event instanceof AgentEvent.Added added) {
            return List.of(
                    mark(node, agent, added.queue(), State.MEMBER, true, at).build(),
                    mark(node, agent, added.queue(), State.PAUSED, added.paused(), at)
                            .build());
        }
        if (event instanceof AgentEvent.Removed removed) {
            return List.of(
                    mark(node, agent, removed.queue(), State.MEMBER, false, at).build());
        }
        if (event instanceof AgentEvent.Paused paused) {
            return List.of(mark(node, agent, paused.queue(), State.PAUSED, true, at)
                    .text(REASON, paused.reason())
                    .flag(AUTO, paused.auto())
                    .build());
        }
        if (event instanceof AgentEvent.Unpaused unpaused) {
            return List.of(
                    mark(node, agent, unpaused.queue(), State.PAUSED, false, at).build());
        }
        AgentEvent.Device device = (AgentEvent.Device) event;
        return List.of(mark(node, agent, null, State.REACHABLE, device.state().reachable(), at)
                .build());
    }

    /** One document per state and moment: if both on and off are reported for the same microsecond, on stays. */
    private static Contribution.Builder mark(
            String node, Agent agent, String queue, State state, boolean on, Instant at) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        String id = String.join("|", node, agent.iface(), queue == null ? "" : queue, state.name(), "" + micros);
        return Contribution.of(DocumentKind.OPERATOR_STATE, id)
                .text(NODE, node)
                .text(INTERFACE, agent.iface())
                .text(NAME, agent.name())
                .text(QUEUE, queue)
                .text(STATE, state.name())
                .flag(ON, on)
                .number(AT, GREATEST, micros);
    }

    public static StateMark from(Fields fields) {
        String reason = fields.text(REASON);
        return new StateMark(
                fields.text(NODE),
                fields.text(INTERFACE),
                fields.text(NAME),
                fields.text(QUEUE),
                State.valueOf(fields.text(STATE)),
                fields.flag(ON),
                reason == null ? "" : reason,
                fields.flag(AUTO),
                fields.number(AT));
    }
}
