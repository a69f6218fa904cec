package io.smartcallcenter.bench.kpi.calls;

import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Hold;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Refused;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Ring;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Step;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Talk;
import io.smartcallcenter.bench.kpi.calls.SimulatedCall.Visit;
import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.Party;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the gateway would publish. */
public final class GatewayEvents {

    private static final long EPOCH = 1;
    private static final String DIALLED = "0800100100";
    private static final int NORMAL_CLEARING = 16;

    private GatewayEvents() {}

    /** In order of time. */
    public static List<Timed<Envelope<?>>> of(SimulatedCall call) {
        OfCall events = new OfCall(call);
        String channel = call.uniqueid();
        Party caller = new Party(call.caller(), "");
        events.add(
                call.startedAt(),
                new CallEvent.Started(events.id, channel, caller, DIALLED, "from-trunk", "PJSIP/trunk"));
        events.add(
                call.startedAt(),
                new CallEvent.RouteRequested(
                        events.id,
                        events.id + "/1",
                        channel,
                        caller,
                        DIALLED,
                        "from-trunk",
                        CallEvent.RouteReason.NEW));
        call.steps().forEach(events::step);
        events.add(call.endedAt(), new CallEvent.Ended(events.id, NORMAL_CLEARING, call.endedAt() - call.startedAt()));
        events.all.sort((a, b) -> Long.compare(a.at(), b.at()));
        return events.numbered();
    }

    /** For each queue an event, in the operator's order; the phone has one of its own. */
    public static List<Timed<Envelope<?>>> of(Duty duty) {
        Operator operator = duty.operator();
        List<AgentEvent> events = new ArrayList<>();
        List<String> queues = duty.queue() == null ? operator.queues() : List.of(duty.queue());
        Agent agent = operator.agent();
        switch (duty.kind()) {
            case REACHABLE -> events.add(new AgentEvent.Device(agent, DeviceState.NOT_INUSE));
            case UNREACHABLE -> events.add(new AgentEvent.Device(agent, DeviceState.UNAVAILABLE));
            case ADDED -> queues.forEach(queue -> events.add(new AgentEvent.Added(agent, queue, false)));
            case REMOVED -> queues.forEach(queue -> events.add(new AgentEvent.Removed(agent, queue)));
            case PAUSED ->
                queues.forEach(queue -> events.add(new AgentEvent.Paused(agent, queue, duty.reason(), duty.auto())));
            case UNPAUSED -> queues.forEach(queue -> events.add(new AgentEvent.Unpaused(agent, queue)));
            default -> throw new IllegalArgumentException(duty.kind() + " is no change");
        }
        List<Timed<Envelope<?>>> timed = new ArrayList<>();
        for (AgentEvent event : events) {
            String id =
                    operator.node() + "/" + agent.iface() + "#" + duty.kind() + "/" + duty.at() + "." + timed.size();
            timed.add(new Timed<>(
                    duty.at(), new Envelope<>(meta(id, operator.node(), agent.iface(), duty.at(), 0), event)));
        }
        return timed;
    }

    private static EventMeta meta(String id, String node, String subject, long at, long seq) {
        return new EventMeta(id, "/asterisk/" + node, subject, Instant.ofEpochMilli(at), EPOCH, seq, null, null);
    }

    private static final class OfCall {

        private final SimulatedCall call;
        private final String id;
        private final List<Timed<CallEvent>> all = new ArrayList<>();

        OfCall(SimulatedCall call) {
            this.call = call;
            id = Ids.call(call.node(), call.uniqueid());
        }

        void add(long at, CallEvent event) {
            all.add(new Timed<>(at, event));
        }

        void step(Step step) {
            if (step instanceof Refused refused) {
                add(refused.at(), new CallEvent.QueueRefused(id, refused.queue(), refused.reason()));
            } else {
                visit((Visit) step);
            }
        }

        private void visit(Visit visit) {
            String queue = visit.queue();
            String entry = Ids.entry(call.node(), call.uniqueid(), queue, Instant.ofEpochMilli(visit.at()));
            Party caller = new Party(call.caller(), "");
            add(visit.at(), new CallEvent.QueueJoined(id, entry, queue, caller, visit.position(), visit.position()));
            visit.rings().forEach(ring -> ring(ring, entry, visit));
            add(
                    visit.leftAt(),
                    new CallEvent.QueueLeft(
                            id,
                            entry,
                            queue,
                            visit.outcome(),
                            visit.waitMs(),
                            visit.outcome() == EntryOutcome.ANSWERED ? 1 : visit.position()));
            if (visit.talk() != null) {
                talk(visit.talk(), entry, queue);
            }
        }

        private void ring(Ring ring, String entry, Visit visit) {
            String offer = Ids.offer(call.node(), ring.leg());
            Agent agent = ring.operator().agent();
            add(ring.from(), new CallEvent.OfferStarted(id, offer, entry, visit.queue(), agent));
            add(
                    ring.to(),
                    new CallEvent.OfferEnded(id, offer, entry, visit.queue(), agent, ring.outcome(), ring.ringMs()));
            if (ring.outcome() == OfferOutcome.ACCEPTED) {
                add(
                        ring.to(),
                        new CallEvent.Answered(id, entry, offer, visit.queue(), agent, visit.waitMs(), ring.ringMs()));
            }
        }

        private void talk(Talk talk, String entry, String queue) {
            Agent agent = talk.ring().operator().agent();
            String leg = talk.ring().leg();
            String offer = Ids.offer(call.node(), leg);
            for (Hold hold : talk.holds()) {
                add(hold.from(), new CallEvent.Hold(id, leg, offer, agent));
                if (hold.to() < talk.to()) {
                    add(hold.to(), new CallEvent.Unhold(id, leg, offer, agent));
                }
            }
            if (talk.transfer() != null) {
                add(talk.to(), new CallEvent.Transferred(id, talk.transfer(), agent, talk.target()));
            }
            add(talk.to(), new CallEvent.Released(id, entry, offer, queue, agent, talk.talkMs(), talk.endedBy()));
        }

        List<Timed<Envelope<?>>> numbered() {
            List<Timed<Envelope<?>>> numbered = new ArrayList<>(all.size());
            long seq = 0;
            for (Timed<CallEvent> each : all) {
                seq++;
                EventMeta meta = meta(id + "#" + seq, call.node(), id, each.at(), seq);
                numbered.add(new Timed<>(each.at(), new Envelope<>(meta, each.what())));
            }
            return numbered;
        }
    }
}
