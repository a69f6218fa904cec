package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.Alert;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CustomerEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.events.SccEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The live state of the whole call centre. Not thread-safe. Repeated events (same id) change nothing. What a deposed owner
 * of a node wrote is not in the log: here, behind one log of many partitions, nobody could tell it from what is merely late.
 */
public final class LiveState {

    private static final int MAX_IDS = 50_000;
    private static final int MAX_OPERATORS = 5_000;
    private static final int MAX_NODES = 200;
    private static final int MAX_VOICEMAILS = 100;

    private final LiveCalls calls = new LiveCalls();
    private final LiveQueues queues = new LiveQueues();
    private final Map<String, LiveOperator> operators = new Bounded<>(MAX_OPERATORS);
    private final Map<String, NodeView> nodes = new Bounded<>(MAX_NODES);
    private final Map<String, VoicemailView> voicemails = new Bounded<>(MAX_VOICEMAILS);
    private final Map<String, Boolean> seen = new Bounded<>(MAX_IDS);
    private final LiveKpis kpis = new LiveKpis();
    private final LiveCards cards = new LiveCards();
    private final LiveAlerts alerts = new LiveAlerts();

    /** The newest state of a key, from before the first event; those of different keys come in any order. */
    public void base(Envelope<?> envelope) {
        if (envelope.data() instanceof Alert alert) {
            alerts.base(alert, envelope.meta().time());
        } else {
            apply(envelope);
        }
    }

    /** @return false when the event was a repetition and nothing changed */
    public boolean apply(Envelope<?> envelope) {
        if (repeated(envelope.meta(), envelope.data())) {
            return false;
        }
        change(envelope);
        return true;
    }

    private void change(Envelope<?> envelope) {
        SccEvent data = envelope.data();
        Instant at = envelope.meta().time();
        if (data instanceof CallEvent event) {
            queues.apply(event, at);
            calls.apply(event, at);
            if (event instanceof CallEvent.Ended ended) {
                cards.ended(ended.callId());
            }
            if (event instanceof CallEvent.VoicemailRecorded voicemail) {
                apply(voicemail, at);
            }
        } else if (data instanceof Alert alert) {
            alerts.apply(alert, at);
        } else if (data instanceof CustomerEvent.Card card) {
            if (!calls.hasEnded(card.callId())) {
                cards.apply(card);
            }
        } else if (data instanceof AgentEvent event) {
            operator(nodeOf(envelope.meta()), event.agent()).apply(event, at);
        } else if (data instanceof AsteriskState state) {
            apply(state, at);
        } else if (data instanceof KpiUpdate update) {
            kpis.apply(update, at);
        } else if (data instanceof NodeEvent event) {
            apply(event);
        }
    }

    private void apply(CallEvent.VoicemailRecorded event, Instant at) {
        voicemails.put(
                event.recording(),
                new VoicemailView(
                        at, event.callId(), event.mailbox(), event.caller(), event.recording(), event.durationMs()));
    }

    private void apply(AsteriskState state, Instant at) {
        if (state instanceof AsteriskState.Queue queue) {
            queues.apply(queue, at);
        } else if (state instanceof AsteriskState.AgentState agent) {
            operator(agent.node(), agent.agent()).apply(agent, at);
        } else if (state instanceof AsteriskState.Node node) {
            nodes.put(node.node(), new NodeView(node.node(), node.ari(), node.ami(), node.mode()));
        }
    }

    private void apply(NodeEvent event) {
        if (event instanceof NodeEvent.Connected connected) {
            link(connected.node(), connected.link(), true, connected.mode());
        } else if (event instanceof NodeEvent.Disconnected disconnected) {
            link(disconnected.node(), disconnected.link(), false, null);
        }
    }

    private void link(String node, NodeEvent.Link link, boolean up, NodeMode said) {
        NodeView known = nodes.getOrDefault(node, new NodeView(node, false, false, NodeMode.FULL));
        NodeMode mode = said == null ? known.mode() : said;
        boolean ari = link == NodeEvent.Link.ARI ? up : known.ari();
        boolean ami = link == NodeEvent.Link.AMI ? up : known.ami();
        nodes.put(node, new NodeView(node, ari, ami, mode));
    }

    /** A phone of the same name on another node is another one. */
    private LiveOperator operator(String node, Agent agent) {
        return operators.computeIfAbsent(node + "/" + agent.iface(), key -> new LiveOperator(node, agent));
    }

    private static String nodeOf(EventMeta meta) {
        return meta.source().substring(meta.source().lastIndexOf('/') + 1);
    }

    /** Ids of state records may repeat by design (newest state of a key), those of events may not. */
    private boolean repeated(EventMeta meta, SccEvent data) {
        boolean event = data instanceof CallEvent || data instanceof AgentEvent || data instanceof CustomerEvent;
        return event && seen.put(meta.id(), true) != null;
    }

    /** The queue that a call is or was last in; null when unknown. */
    public String queueOf(String callId) {
        return calls.queueOf(callId);
    }

    /** Interfaces of the operators who ring or talk in a call. */
    public Set<String> operatorsIn(String callId) {
        return calls.operatorsOf(callId);
    }

    /** The calls in which an operator rings or talks. */
    public List<CallView> callsOfOperator(String iface) {
        return calls.ofOperator(iface);
    }

    /** An operator on each node that knows the interface. */
    public List<OperatorView> operatorsNamed(String iface) {
        return operators().stream()
                .filter(operator -> operator.agent().iface().equals(iface))
                .toList();
    }

    /** The cards of the calls in which an operator rings or talks. */
    public List<CustomerEvent.Card> cardsOf(String iface) {
        return cards.ofOperator(iface);
    }

    public List<CustomerEvent.Card> cards() {
        return cards.all();
    }

    /** The queues that an operator is a member of, on any node. */
    public List<String> queuesOf(String iface) {
        return operators.values().stream()
                .filter(operator -> operator.iface().equals(iface))
                .flatMap(operator -> operator.queues().stream())
                .distinct()
                .toList();
    }

    /** Every queue that was ever heard of, sorted. */
    public Set<String> queueNames() {
        Set<String> names = new TreeSet<>(queues.names());
        names.addAll(kpis.queueNames());
        operators.values().forEach(operator -> names.addAll(operator.queues()));
        return names;
    }

    public List<CallView> calls() {
        return calls.views();
    }

    /** The calls that are, or were last, in this queue. */
    public List<CallView> callsOf(String queue) {
        return calls.views().stream().filter(call -> queue.equals(call.queue())).toList();
    }

    public List<QueueView> queues() {
        return queueNames().stream().map(this::queue).toList();
    }

    public QueueView queue(String name) {
        return queues.view(name);
    }

    public List<OperatorView> operators() {
        return operators.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue().view())
                .toList();
    }

    public List<OperatorView> operatorsOf(String queue) {
        return operators().stream()
                .filter(o -> o.memberships().stream().anyMatch(m -> m.queue().equals(queue)))
                .toList();
    }

    public List<NodeView> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The latest messages of callers, the oldest first. */
    public List<VoicemailView> voicemails() {
        return List.copyOf(voicemails.values());
    }

    /** The open ones. */
    public List<Alert.Raised> alerts() {
        return alerts.open();
    }

    /** Who looks after open alerts. */
    public List<Alert.Acknowledged> acknowledgements() {
        return alerts.acknowledged();
    }

    public LiveKpis kpis() {
        return kpis;
    }
}
