package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.AsteriskState.Membership;
import io.smartcallcenter.events.DeviceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Operators as queue members: memberships, pauses, the state of the phone. Publishes what changes, once. */
final class Members {

    private static final String AUTO_PAUSE = "Auto-Pause";

    private static final class Member {
        private Agent agent;
        private DeviceState device;
        private final Map<String, Membership> memberships = new TreeMap<>();
    }

    private final Outbox outbox;
    private final Queues queues;
    private final Map<String, Member> members = new TreeMap<>();
    private final Set<String> touched = new TreeSet<>();
    private final Map<String, AsteriskState.AgentState> published = new HashMap<>();

    Members(Outbox outbox, Queues queues) {
        this.outbox = outbox;
        this.queues = queues;
    }

    /** What an earlier owner of the node published last; what differs from the next QueueStatus happened unseen. */
    void inherit(AsteriskState.AgentState state) {
        Member member = touch(state.agent());
        member.device = state.device();
        state.memberships().forEach(membership -> {
            member.memberships.put(membership.queue(), membership);
            queues.addMember(membership.queue(), state.agent().iface());
        });
    }

    /** The operator behind an interface; the name is the interface when no queue knows it. */
    Agent agent(String iface) {
        Member member = members.get(iface);
        return member == null ? new Agent(iface, null) : member.agent;
    }

    /** QueueMemberAdded, also with {@code Paused=1}. */
    void added(AmiFrame frame) {
        Agent agent = agentOf(frame);
        String queue = frame.required("Queue");
        if (!touch(agent).memberships.containsKey(queue)) {
            boolean paused = frame.flag("Paused");
            outbox.agent(id(agent, queue, "added", frame), new AgentEvent.Added(agent, queue, paused), frame.moment());
        }
        update(agent, queue, frame);
    }

    void removed(AmiFrame frame) {
        Agent agent = agentOf(frame);
        remove(agent, frame.required("Queue"), frame.moment());
    }

    private void remove(Agent agent, String queue, Moment moment) {
        Member member = touch(agent);
        queues.removeMember(queue, agent.iface());
        // Unknown before means that we never heard of it, not that it was not there.
        boolean repeated = member.memberships.remove(queue) == null && published.containsKey(agent.iface());
        if (!repeated) {
            outbox.agent(id(agent, queue, "removed", moment), new AgentEvent.Removed(agent, queue), moment);
        }
    }

    /** QueueMemberPause: one for each queue, for pause and unpause alike. */
    void paused(AmiFrame frame) {
        Agent agent = agentOf(frame);
        String queue = frame.required("Queue");
        boolean paused = frame.flag("Paused");
        String reason = frame.text("PausedReason");
        Membership before = touch(agent).memberships.get(queue);
        boolean same = before != null
                && before.paused() == paused
                && (!paused || before.pauseReason().equals(reason));
        update(agent, queue, frame);
        if (!same) {
            publishPause(agent, queue, paused, reason, frame.moment());
        }
    }

    private void publishPause(Agent agent, String queue, boolean paused, String reason, Moment moment) {
        AgentEvent event = paused
                ? new AgentEvent.Paused(agent, queue, reason, reason.equals(AUTO_PAUSE))
                : new AgentEvent.Unpaused(agent, queue);
        outbox.agent(id(agent, queue, paused ? "paused" : "unpaused", moment), event, moment);
    }

    /** QueueMemberStatus and its relatives: the same change comes once for each queue of the operator. */
    void status(AmiFrame frame) {
        update(agentOf(frame), frame.required("Queue"), frame);
    }

    /** QueueMember of a QueueStatus: the truth; what differs from what we knew happened unseen. */
    void resync(AmiFrame frame) {
        String queue = frame.required("Queue");
        Agent agent = new Agent(frame.required("Location"), name(frame, "Name"));
        Membership before = touch(agent).memberships.get(queue);
        boolean paused = frame.flag("Paused");
        String reason = frame.text("PausedReason");
        update(agent, queue, frame);
        Moment moment = frame.moment();
        if (before == null) {
            outbox.agent(id(agent, queue, "added", moment), new AgentEvent.Added(agent, queue, paused), moment);
        }
        boolean wasPaused = before != null && before.paused();
        if (paused != wasPaused || (paused && !before.pauseReason().equals(reason))) {
            publishPause(agent, queue, paused, reason, moment);
        }
    }

    /** After a QueueStatus: memberships that it did not list are gone. {@code listed} holds {@code queue/interface}. */
    void retain(Set<String> listed, Moment moment) {
        for (Member member : List.copyOf(members.values())) {
            for (String queue : List.copyOf(member.memberships.keySet())) {
                if (!listed.contains(queue + "/" + member.agent.iface())) {
                    remove(member.agent, queue, moment);
                }
            }
        }
    }

    private void update(Agent agent, String queue, AmiFrame frame) {
        Member member = touch(agent);
        boolean paused = frame.flag("Paused");
        String reason = paused ? frame.text("PausedReason") : "";
        member.memberships.put(queue, new Membership(queue, frame.number("Penalty", 0), paused, reason));
        queues.addMember(queue, agent.iface());
        if (!frame.has("Status")) {
            return;
        }
        DeviceState device = DeviceState.ofStatus(frame.number("Status", 0));
        if (device != member.device) {
            member.device = device;
            String id = outbox.node() + "/" + agent.iface() + "#device/" + micros(frame.moment()) + "/" + device;
            outbox.agent(id, new AgentEvent.Device(agent, device), frame.moment());
        }
    }

    private Member touch(Agent agent) {
        touched.add(agent.iface());
        Member member = members.computeIfAbsent(agent.iface(), key -> new Member());
        // A name of the person beats the bare interface, the first queue's name beats the next queue's.
        if (member.agent == null || member.agent.name().equals(agent.iface())) {
            member.agent = agent;
        }
        return member;
    }

    void publish(Moment moment) {
        for (String iface : touched) {
            Member member = members.get(iface);
            AsteriskState.AgentState state = new AsteriskState.AgentState(
                    outbox.node(), member.agent, member.device, List.copyOf(member.memberships.values()));
            if (!state.equals(published.put(iface, state))) {
                outbox.state(state, moment);
            }
        }
        touched.clear();
    }

    int size() {
        return members.size();
    }

    List<LiveView.Operator> view() {
        List<LiveView.Operator> views = new ArrayList<>();
        for (Member member : members.values()) {
            DeviceState device = member.device == null ? DeviceState.UNKNOWN : member.device;
            views.add(new LiveView.Operator(member.agent, device, List.copyOf(member.memberships.values())));
        }
        return List.copyOf(views);
    }

    private static Agent agentOf(AmiFrame frame) {
        return new Agent(frame.required("Interface"), name(frame, "MemberName"));
    }

    private static String name(AmiFrame frame, String key) {
        return frame.has(key) ? frame.text(key) : null;
    }

    private String id(Agent agent, String queue, String fact, AmiFrame frame) {
        return id(agent, queue, fact, frame.moment());
    }

    private String id(Agent agent, String queue, String fact, Moment moment) {
        return outbox.node() + "/" + agent.iface() + "/" + queue + "#" + fact + "/" + micros(moment);
    }

    private static long micros(Moment moment) {
        return moment.at().getEpochSecond() * 1_000_000 + moment.at().getNano() / 1000;
    }
}
