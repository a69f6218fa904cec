package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.notification.live.OperatorView.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One operator: the phone and the memberships, from single changes (agent events) and whole states (asterisk-state). */
final class LiveOperator {

    /** Timestamps of one node step back by a few milliseconds (ARI), so only what is clearly older is stale. */
    private static final Duration JITTER = Duration.ofSeconds(1);

    private final Map<String, Member> members = new TreeMap<>();
    private final String node;
    private Agent agent;
    private DeviceState device = DeviceState.UNKNOWN;
    private Instant deviceSince;
    private Instant newest = Instant.MIN;

    LiveOperator(String node, Agent agent) {
        this.node = node;
        this.agent = agent;
    }

    String iface() {
        return agent.iface();
    }

    List<String> queues() {
        return List.copyOf(members.keySet());
    }

    void apply(AgentEvent event, Instant at) {
        if (stale(at)) {
            return;
        }
        know(event.agent());
        if (event instanceof AgentEvent.Added added) {
            members.put(added.queue(), member(added.queue(), added.paused(), "", false, at));
        } else if (event instanceof AgentEvent.Removed removed) {
            members.remove(removed.queue());
        } else if (event instanceof AgentEvent.Paused paused) {
            members.put(paused.queue(), member(paused.queue(), true, paused.reason(), paused.auto(), at));
        } else if (event instanceof AgentEvent.Unpaused unpaused) {
            members.put(unpaused.queue(), member(unpaused.queue(), false, "", false, at));
        } else if (event instanceof AgentEvent.Device changed) {
            phone(changed.state(), at);
        }
    }

    void apply(AsteriskState.AgentState state, Instant at) {
        if (stale(at)) {
            return;
        }
        know(state.agent());
        phone(state.device(), at);
        members.keySet()
                .retainAll(state.memberships().stream()
                        .map(AsteriskState.Membership::queue)
                        .toList());
        for (AsteriskState.Membership m : state.memberships()) {
            Member known = members.get(m.queue());
            String reason = m.pauseReason() == null ? "" : m.pauseReason();
            boolean same = known != null && known.paused() == m.paused();
            members.put(
                    m.queue(),
                    new Member(
                            m.queue(),
                            m.penalty(),
                            m.paused(),
                            m.paused() ? reason : "",
                            same && known.auto(),
                            same ? known.pausedSince() : (m.paused() ? at : null)));
        }
    }

    private Member member(String queue, boolean paused, String reason, boolean auto, Instant at) {
        Member known = members.get(queue);
        int penalty = known == null ? 0 : known.penalty();
        Instant since = known != null && known.paused() ? known.pausedSince() : at;
        return new Member(queue, penalty, paused, paused ? reason : "", paused && auto, paused ? since : null);
    }

    private void phone(DeviceState state, Instant at) {
        if (state != device) {
            device = state;
            deviceSince = at;
        }
    }

    private boolean stale(Instant at) {
        if (newest.equals(Instant.MIN) || at.isAfter(newest)) {
            newest = at;
            return false;
        }
        return at.isBefore(newest.minus(JITTER));
    }

    /** Events without a member name carry the interface as name: that never replaces a real one. */
    private void know(Agent seen) {
        if (!seen.name().equals(seen.iface())) {
            agent = seen;
        }
    }

    OperatorView view() {
        return new OperatorView(node, agent, device, deviceSince, List.copyOf(members.values()));
    }
}
