package io.smartcallcenter.notification.live;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Party;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The course of one call, event by event. */
final class LiveCall {

    private final String callId;
    private final Instant started;
    private final Map<String, Agent> ringing = new LinkedHashMap<>();
    private Party caller = new Party("", "");
    private String dialled = "";
    private CallState state = CallState.ROUTING;
    private Instant since;
    private String queue;
    private String entryId;
    private String talkingOffer;
    private Agent agent;
    private String fallback;

    LiveCall(String callId, Instant started) {
        this.callId = callId;
        this.started = started;
        this.since = started;
    }

    String queue() {
        return queue;
    }

    /** Interfaces of those who ring and of the one who talks. */
    Set<String> operators() {
        Set<String> operators = new LinkedHashSet<>();
        ringing.values().forEach(each -> operators.add(each.iface()));
        if (agent != null) {
            operators.add(agent.iface());
        }
        return operators;
    }

    void asked(Party party, String number, Instant at) {
        know(party);
        if (number != null && !number.isEmpty()) {
            dialled = number;
        }
        if (state == CallState.RELEASED) {
            enter(CallState.ROUTING, at);
        }
    }

    void joined(CallEvent.QueueJoined event, Instant at) {
        know(event.caller());
        queue = event.queue();
        entryId = event.entryId();
        agent = null;
        ringing.clear();
        enter(CallState.WAITING, at);
    }

    void rings(CallEvent.OfferStarted event, Instant at) {
        ringing.put(event.offerId(), event.agent());
        if (event.queue() != null) {
            queue = event.queue();
        }
        if (state != CallState.TALKING && state != CallState.ON_HOLD) {
            enter(CallState.RINGING, at);
        }
    }

    void stopsRinging(CallEvent.OfferEnded event, Instant at) {
        ringing.remove(event.offerId());
        if (ringing.isEmpty() && state == CallState.RINGING) {
            enter(entryId == null ? CallState.ROUTING : CallState.WAITING, at);
        }
    }

    void answered(CallEvent.Answered event, Instant at) {
        ringing.clear();
        agent = event.agent();
        talkingOffer = event.offerId();
        if (event.queue() != null) {
            queue = event.queue();
            entryId = event.entryId();
        }
        enter(CallState.TALKING, at);
    }

    void hold(boolean on, Instant at) {
        if (state == CallState.TALKING || state == CallState.ON_HOLD) {
            enter(on ? CallState.ON_HOLD : CallState.TALKING, at);
        }
    }

    void released(CallEvent.Released event, Instant at) {
        if (event.offerId().equals(talkingOffer)) {
            agent = null;
            talkingOffer = null;
            entryId = null;
            enter(CallState.RELEASED, at);
        }
    }

    /** The settle window lets this arrive after the caller has gone on, so only its own entry may end here. */
    void left(CallEvent.QueueLeft event, Instant at) {
        if (event.entryId().equals(entryId) && event.outcome() != EntryOutcome.ANSWERED) {
            entryId = null;
            ringing.clear();
            enter(CallState.ROUTING, at);
        }
    }

    void fellBack(CallEvent.Fallback event) {
        fallback = event.reason().name();
    }

    private void know(Party party) {
        if (!party.number().isEmpty() || !party.name().isEmpty()) {
            caller = Callers.kept(party);
        }
    }

    private void enter(CallState next, Instant at) {
        if (next != state) {
            state = next;
            since = at;
        }
    }

    CallView view() {
        return new CallView(
                callId,
                caller,
                dialled,
                state,
                queue,
                entryId,
                agent,
                List.copyOf(ringing.values()),
                started,
                since,
                fallback);
    }
}
