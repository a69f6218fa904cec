package io.smartcallcenter.notification;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.AgentEvent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.SccEvent;
import java.time.Instant;
import java.util.UUID;

/** Events of the contract for tests, with a clock that is moved by hand. */
public final class Events {

    public static final Agent ONE = new Agent("PJSIP/0001", "Agent One");
    public static final Agent TWO = new Agent("PJSIP/0002", "Agent Two");

    private Instant now = Instant.parse("2026-11-23T09:00:00Z");

    public Instant now() {
        return now;
    }

    public Events startingAt(Instant instant) {
        now = instant;
        return this;
    }

    public Events after(long seconds) {
        now = now.plusSeconds(seconds);
        return this;
    }

    public Envelope<SccEvent> of(SccEvent data) {
        return new Envelope<>(
                new EventMeta(UUID.randomUUID().toString(), "/asterisk/pbx1", "s", now, 1, 0, now, null), data);
    }

    public Envelope<SccEvent> started(String call, String dialled) {
        return of(new CallEvent.Started(
                call, "c-" + call, new Party("+77011234567", "Ann"), dialled, "internal", "PJSIP/trunk"));
    }

    public Envelope<SccEvent> joined(String call, String queue, int position) {
        return of(new CallEvent.QueueJoined(
                call, call + "/" + queue, queue, new Party("+77011234567", "Ann"), position, position));
    }

    public Envelope<SccEvent> rings(String call, String queue, Agent agent) {
        return of(new CallEvent.OfferStarted(call, offer(call, agent), call + "/" + queue, queue, agent));
    }

    public Envelope<SccEvent> missed(String call, String queue, Agent agent) {
        return of(new CallEvent.OfferEnded(
                call, offer(call, agent), call + "/" + queue, queue, agent, OfferOutcome.TIMEOUT, 4000));
    }

    public Envelope<SccEvent> answered(String call, String queue, Agent agent) {
        return of(new CallEvent.Answered(call, call + "/" + queue, offer(call, agent), queue, agent, 6000, 2000));
    }

    public Envelope<SccEvent> left(String call, String queue, EntryOutcome outcome) {
        return of(new CallEvent.QueueLeft(call, call + "/" + queue, queue, outcome, 6000, 1));
    }

    public Envelope<SccEvent> released(String call, String queue, Agent agent) {
        return of(new CallEvent.Released(
                call, call + "/" + queue, offer(call, agent), queue, agent, 9000, CallEvent.EndedBy.CALLER));
    }

    public Envelope<SccEvent> ended(String call) {
        return of(new CallEvent.Ended(call, 16, 15000));
    }

    public Envelope<SccEvent> added(Agent agent, String queue) {
        return of(new AgentEvent.Added(agent, queue, false));
    }

    public Envelope<SccEvent> kpi(String queue, long answered) {
        return of(new KpiUpdate.Queue(queue, now, answered, answered, 0, 0, 0, 100.0, 100.0, 3.5, null, null));
    }

    private static String offer(String call, Agent agent) {
        return call + "-" + agent.iface();
    }
}
