package io.smartcallcenter.kpi;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.events.SccEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes the events of calls by hand, in ms after a start, as the gateway would publish them. */
public final class Story {

    public static final String NODE = "pbx1";
    public static final Agent ONE = new Agent("PJSIP/0001", "Agent One");
    public static final Agent TWO = new Agent("PJSIP/0002", "Agent Two");

    public final Instant start;
    public final List<Envelope<?>> events = new ArrayList<>();

    public Story(Instant start) {
        this.start = start;
    }

    /** The worked case: operator 1 does not answer, operator 2 does. Waits 6.1 s, talks 3 s. */
    public Story missedThenAnswered(String call, String queue, long at) {
        String entry = call + "/" + queue;
        return joined(at, call, entry, queue)
                .offered(at + 50, call, call + "-1", entry, queue, ONE)
                .offerEnded(at + 4050, call, call + "-1", entry, queue, ONE, OfferOutcome.TIMEOUT, 4000)
                .offered(at + 5100, call, call + "-2", entry, queue, TWO)
                .answered(at + 6100, call, call + "-2", entry, queue, TWO, 6100, 1000)
                .offerEnded(at + 6100, call, call + "-2", entry, queue, TWO, OfferOutcome.ACCEPTED, 1000)
                .left(at + 6100, call, entry, queue, EntryOutcome.ANSWERED, 6100)
                .released(at + 9100, call, call + "-2", entry, queue, TWO, 3000);
    }

    /** Waits and ends in this way, with no operator. */
    public Story waited(String call, String queue, long at, EntryOutcome outcome, long waitMs) {
        String entry = call + "/" + queue;
        return joined(at, call, entry, queue).left(at + waitMs, call, entry, queue, outcome, waitMs);
    }

    public Story joined(long at, String call, String entry, String queue) {
        return add(at, new CallEvent.QueueJoined(id(call), id(entry), queue, new Party("79010000001", ""), 1, 1));
    }

    public Story left(long at, String call, String entry, String queue, EntryOutcome outcome, long waitMs) {
        return add(at, new CallEvent.QueueLeft(id(call), id(entry), queue, outcome, waitMs, 1));
    }

    public Story refused(long at, String call, String queue, RefusedReason reason) {
        return add(at, new CallEvent.QueueRefused(id(call), queue, reason));
    }

    public Story offered(long at, String call, String offer, String entry, String queue, Agent agent) {
        return add(at, new CallEvent.OfferStarted(id(call), id(offer), id(entry), queue, agent));
    }

    public Story offerEnded(
            long at,
            String call,
            String offer,
            String entry,
            String queue,
            Agent agent,
            OfferOutcome outcome,
            long ringMs) {
        return add(at, new CallEvent.OfferEnded(id(call), id(offer), id(entry), queue, agent, outcome, ringMs));
    }

    public Story answered(
            long at, String call, String offer, String entry, String queue, Agent agent, long waitMs, long ringMs) {
        return add(at, new CallEvent.Answered(id(call), id(entry), id(offer), queue, agent, waitMs, ringMs));
    }

    public Story released(long at, String call, String offer, String entry, String queue, Agent agent, long talkMs) {
        return add(at, new CallEvent.Released(id(call), id(entry), id(offer), queue, agent, talkMs, EndedBy.CALLER));
    }

    /** By the operator's own leg, after which the offer is named; by the caller if there is no agent. */
    public Story hold(long at, String call, String channel, Agent agent) {
        return hold(at, call, channel, agent == null ? null : channel, agent);
    }

    public Story unhold(long at, String call, String channel, Agent agent) {
        return unhold(at, call, channel, agent == null ? null : channel, agent);
    }

    /** @param offer null = as earlier versions of the gateway told it */
    public Story hold(long at, String call, String channel, String offer, Agent agent) {
        return add(at, new CallEvent.Hold(id(call), channel, id(offer), agent));
    }

    /** @param offer null = as earlier versions of the gateway told it */
    public Story unhold(long at, String call, String channel, String offer, Agent agent) {
        return add(at, new CallEvent.Unhold(id(call), channel, id(offer), agent));
    }

    public Story member(long at, Agent agent, String queue) {
        return add(at, new AgentEvent.Added(agent, queue, false));
    }

    public Story removed(long at, Agent agent, String queue) {
        return add(at, new AgentEvent.Removed(agent, queue));
    }

    public Story paused(long at, Agent agent, String queue, String reason, boolean auto) {
        return add(at, new AgentEvent.Paused(agent, queue, reason, auto));
    }

    public Story unpaused(long at, Agent agent, String queue) {
        return add(at, new AgentEvent.Unpaused(agent, queue));
    }

    public Story device(long at, Agent agent, DeviceState state) {
        return add(at, new AgentEvent.Device(agent, state));
    }

    public Story gap(long from, long to) {
        return add(to, new NodeEvent.Gap(NODE, NodeEvent.Link.AMI, after(from), after(to)));
    }

    public Story disconnected(long at) {
        return add(at, new NodeEvent.Disconnected(NODE, NodeEvent.Link.AMI, "closed"));
    }

    public Story connected(long at) {
        return add(at, new NodeEvent.Connected(NODE, NodeEvent.Link.AMI));
    }

    public Instant after(long millis) {
        return start.plusMillis(millis);
    }

    public Story add(long at, SccEvent event) {
        String id = NODE + "/" + events.size() + "/" + event.getClass().getSimpleName();
        events.add(new Envelope<>(
                new EventMeta(id, "/asterisk/" + NODE, "s", after(at), 1, events.size(), null, null), event));
        return this;
    }

    private static String id(String local) {
        return local == null ? null : NODE + "/" + local;
    }
}
