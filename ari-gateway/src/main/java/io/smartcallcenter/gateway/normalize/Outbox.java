package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.SccEvent;
import io.smartcallcenter.events.kafka.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what one signal makes us publish and gives each event its attributes. */
final class Outbox {

    private final String node;
    private final String source;
    private final long epoch;
    private final Map<String, Long> stateVersions = new HashMap<>();
    private List<Published> published = new ArrayList<>();
    private Set<Call> touched = new LinkedHashSet<>();
    private long callStates;

    Outbox(String node, long epoch) {
        this.node = node;
        this.source = "/asterisk/" + node;
        this.epoch = epoch;
    }

    String node() {
        return node;
    }

    /** Events of a call that has not started wait in the call: nobody hears of a call before {@code call.started}. */
    void call(Call call, String id, CallEvent event, Moment moment) {
        if (call.ended()) {
            return;
        }
        if (!call.started()) {
            call.holdBack(() -> call(call, id, event, moment));
            return;
        }
        add(
                Topic.CALL_EVENTS,
                call.id(),
                call.id(),
                id,
                event,
                moment,
                call.numbers().nextSeq());
        touch(call);
    }

    /** What is open in this call may be different now. */
    void touch(Call call) {
        touched.add(call);
    }

    Set<Call> drainTouched() {
        if (touched.isEmpty()) {
            return Set.of();
        }
        Set<Call> drained = touched;
        touched = new LinkedHashSet<>();
        return drained;
    }

    void callState(CallState state, Moment moment) {
        String id = state.callId() + "#open/" + epoch + "." + ++callStates;
        add(Topic.CALL_STATE, state.callId(), state.callId(), id, state, moment, state.seq());
    }

    void callEnded(String callId) {
        published.add(new Published(Topic.CALL_STATE, callId, null));
    }

    /** What became of a call that has ended already; it is not counted in the call's sequence. */
    void afterTheCall(String id, CallEvent event, Moment moment) {
        add(Topic.CALL_EVENTS, event.callId(), event.callId(), id, event, moment, 0);
    }

    void refused(RoutingEvent.CommandRefused event, Moment moment) {
        String id = event.decisionId() + "#refused/" + event.reason();
        add(Topic.ROUTING_EVENTS, event.callId(), event.callId(), id, event, moment, 0);
    }

    void agent(String id, AgentEvent event, Moment moment) {
        String agent = event.agent().iface();
        add(Topic.AGENT_EVENTS, agent, agent, id, event, moment, 0);
    }

    void node(String id, NodeEvent event, Moment moment) {
        add(Topic.NODE_EVENTS, node, node, id, event, moment, 0);
    }

    void state(AsteriskState state, Moment moment) {
        long version = stateVersions.merge(state.key(), 1L, Long::sum);
        String id = node + "/" + state.key() + "#state/" + epoch + "." + version;
        add(Topic.ASTERISK_STATE, state.key(), state.key(), id, state, moment, version);
    }

    private void add(Topic topic, String key, String subject, String id, SccEvent event, Moment moment, long seq) {
        EventMeta meta = new EventMeta(id, source, subject, moment.at(), epoch, seq, moment.receivedAt(), null);
        published.add(new Published(topic, key, new Envelope<>(meta, event)));
    }

    List<Published> drain() {
        if (published.isEmpty()) {
            return List.of();
        }
        List<Published> drained = published;
        published = new ArrayList<>();
        return drained;
    }
}
