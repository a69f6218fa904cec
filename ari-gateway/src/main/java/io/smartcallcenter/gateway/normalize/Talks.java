package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallEvent.EndedBy;
import io.smartcallcenter.events.CallState;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Conversations: from AgentConnect (or the common bridge of a direct call) to the first sign of their end. */
final class Talks {

    private final Outbox outbox;
    private final Calls calls;
    private final QueueEntries entries;
    private final Offers offers;
    private final Agenda agenda;
    private final Duration settle;
    private final Map<String, Talk> byLeg = new HashMap<>();

    Talks(Outbox outbox, Calls calls, QueueEntries entries, Offers offers, Agenda agenda, Duration settle) {
        this.outbox = outbox;
        this.calls = calls;
        this.entries = entries;
        this.offers = offers;
        this.agenda = agenda;
        this.settle = settle;
    }

    Talk ofLeg(String legId) {
        return byLeg.get(legId);
    }

    void inherit(Offer accepted, CallState.Talk state) {
        accepted.close();
        Call call = accepted.call();
        call.learn(accepted.id());
        Talk talk = new Talk(accepted, state.connectedAt());
        if (state.transferred()) {
            talk.transfer();
        }
        if (state.legMoved()) {
            talk.moveLeg();
        }
        call.talks().add(talk);
        byLeg.put(accepted.leg().id(), talk);
    }

    Collection<Talk> open() {
        return byLeg.values();
    }

    /** The operator who talks on this channel; null if nobody does. */
    Agent agentOn(Channel channel) {
        Talk talk = on(channel);
        return talk == null ? null : talk.offer().agent();
    }

    /**
     * The talk of an operator's phone: its leg, or where the member is a Local channel (FreePBX), the phone that is bridged with
     * the far half of the leg. Null if nobody talks on it.
     */
    Talk on(Channel channel) {
        Talk own = byLeg.get(channel.id());
        if (own != null || channel.bridge() == null) {
            return own;
        }
        for (Talk talk : channel.call().talks()) {
            String farHalf = talk.offer().leg().farHalf();
            for (Channel other : channel.call().channels().values()) {
                if (other.name().equals(farHalf) && channel.bridge().equals(other.bridge())) {
                    return talk;
                }
            }
        }
        return null;
    }

    /** AgentConnect. Its RingTime (s) is not this operator's, so it serves only where AgentCalled was missed. */
    void connected(AmiFrame frame) {
        Moment moment = frame.moment();
        Offer offer = offers.of(frame, moment.at().minusSeconds(frame.number("RingTime", 0)));
        if (offer == null || offer.closed()) {
            return;
        }
        start(offer, answer(offer, frame.number("HoldTime", 0) * 1000L, moment), moment);
    }

    /** @return how long the caller of this offer waited, ms */
    private long answer(Offer offer, long holdMs, Moment moment) {
        Entry entry = offer.entry();
        if (entry == null) {
            return holdMs;
        }
        entries.answered(entry, moment);
        return entry.left().millisSince(entry.joined());
    }

    /**
     * A channel entered a bridge: a direct call is answered when the operator's leg and the caller are together. For a queue
     * AgentConnect says so before; if it fell into a gap, their common bridge says it.
     */
    void bridgeEntered(Channel channel, String bridge, Moment moment) {
        channel.enterBridge(bridge);
        Talk talk = byLeg.get(channel.id());
        if (talk != null) {
            talk.leave(null);
        }
        for (Offer offer : List.copyOf(channel.call().offers())) {
            boolean together = bridge.equals(offer.leg().bridge())
                    && bridge.equals(offer.caller().bridge());
            if (together) {
                start(offer, waited(offer, moment), moment);
            }
        }
    }

    private long waited(Offer offer, Moment moment) {
        if (!offer.direct()) {
            return answer(offer, 0, moment);
        }
        Moment requested = offer.call().requested();
        return requested == null ? 0 : moment.millisSince(requested.at());
    }

    private void start(Offer offer, long waitMs, Moment moment) {
        Talk talk = new Talk(offer, moment.at());
        Call call = offer.call();
        call.talks().add(talk);
        byLeg.put(offer.leg().id(), talk);
        Moment pickedUp =
                offer.direct() && offer.pickedUp() != null ? new Moment(offer.pickedUp(), moment.receivedAt()) : moment;
        offers.accepted(offer, pickedUp);
        outbox.call(
                call,
                offer.id() + "#answered",
                new CallEvent.Answered(
                        call.id(),
                        offer.entryId(),
                        offer.id(),
                        offer.queue(),
                        offer.agent(),
                        waitMs,
                        pickedUp.millisSince(offer.started())),
                moment);
    }

    void bridgeLeft(Channel channel, Moment moment) {
        channel.enterBridge(null);
        Talk talk = byLeg.get(channel.id());
        if (talk == null || talk.legMoved() || talk.left() != null) {
            return;
        }
        talk.leave(moment);
        if (talk.endedBy() != EndedBy.UNKNOWN) {
            end(talk, talk.endedBy(), moment);
            return;
        }
        // It may only move to another bridge, and AgentComplete with the reason often comes a little later.
        agenda.at(moment.receivedAt().plus(settle), () -> {
            if (!talk.closed() && talk.left() != null) {
                end(talk, talk.endedBy(), talk.left());
            }
        });
    }

    /** A leg or a caller is gone. */
    void channelGone(Channel channel, Moment moment) {
        Talk own = byLeg.get(channel.id());
        if (own != null && !own.legMoved()) {
            end(own, own.endedBy() == EndedBy.UNKNOWN ? EndedBy.AGENT : own.endedBy(), moment);
        }
        for (Talk talk : List.copyOf(channel.call().talks())) {
            boolean callersEnd =
                    talk.offer().caller() == channel && channel.call().owner() == channel;
            if (callersEnd) {
                end(talk, talk.endedBy() == EndedBy.UNKNOWN ? EndedBy.CALLER : talk.endedBy(), moment);
            }
        }
    }

    /** LocalOptimizationBegin: the Local channel of this leg goes away, the talk does not. */
    void legMoves(AmiFrame frame) {
        for (String key : List.of("LocalOneUniqueid", "LocalTwoUniqueid")) {
            Talk talk = byLeg.get(frame.text(key));
            if (talk != null) {
                talk.moveLeg();
            }
        }
    }

    void hold(Channel channel, boolean hold, Moment moment) {
        if (!channel.hold(hold)) {
            return;
        }
        Call call = channel.call();
        String id = outbox.node() + "/" + channel.id() + (hold ? "#hold/" : "#unhold/") + channel.holds();
        Talk talk = on(channel);
        String offerId = talk == null ? null : talk.offer().id();
        Agent agent = talk == null ? null : talk.offer().agent();
        CallEvent event = hold
                ? new CallEvent.Hold(call.id(), channel.id(), offerId, agent)
                : new CallEvent.Unhold(call.id(), channel.id(), offerId, agent);
        outbox.call(call, id, event, moment);
    }

    void lose(Talk talk, Moment moment) {
        end(talk, EndedBy.UNKNOWN, moment);
    }

    void end(Talk talk, EndedBy by, Moment moment) {
        if (talk.closed()) {
            return;
        }
        talk.close();
        Offer offer = talk.offer();
        Call call = offer.call();
        call.talks().remove(talk);
        call.release(offer.id());
        byLeg.remove(offer.leg().id());
        Moment end = talk.left() == null ? moment : talk.left();
        outbox.call(
                call,
                offer.id() + "#released",
                new CallEvent.Released(
                        call.id(),
                        offer.entryId(),
                        offer.id(),
                        offer.queue(),
                        offer.agent(),
                        end.millisSince(talk.connected()),
                        by),
                end);
        calls.endIfSettled(call);
    }
}
