package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.OfferOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ring attempts at operators: queue legs (AgentCalled) and legs that the gateway itself dials. */
final class Offers {

    private final Outbox outbox;
    private final Calls calls;
    private final QueueEntries entries;
    private final Members members;
    private final Links links;
    private final Agenda agenda;
    private final Duration settle;
    private final Map<String, Offer> byLeg = new HashMap<>();

    Offers(
            Outbox outbox,
            Calls calls,
            QueueEntries entries,
            Members members,
            Links links,
            Agenda agenda,
            Duration settle) {
        this.outbox = outbox;
        this.calls = calls;
        this.entries = entries;
        this.members = members;
        this.links = links;
        this.agenda = agenda;
        this.settle = settle;
    }

    Offer ofLeg(String legId) {
        return byLeg.get(legId);
    }

    void inherit(Offer offer) {
        offer.call().learn(offer.id());
        offer.call().offers().add(offer);
        byLeg.put(offer.leg().id(), offer);
    }

    /** AgentCalled: offered, one for each ringing leg. */
    void called(AmiFrame frame) {
        open(frame, frame.moment().at());
    }

    /**
     * The offer of an Agent* event; opened now if its AgentCalled fell into a gap. Null if it ended before.
     *
     * @param started by the event's own account, in whole seconds
     */
    Offer of(AmiFrame frame, Instant started) {
        Offer known = byLeg.get(frame.required("DestUniqueid"));
        return known != null ? known : open(frame, links.unheard(started, frame.moment()));
    }

    private Offer open(AmiFrame frame, Instant started) {
        String queue = frame.required("Queue");
        Agent agent = new Agent(frame.required("Interface"), frame.has("MemberName") ? frame.text("MemberName") : null);
        Channel caller = calls.of(frame, "");
        Channel leg = calls.of(frame, "Dest");
        if (caller == null || leg == null) {
            return null;
        }
        Entry entry = entries.unsettled(caller, queue);
        return open(
                new Offer(Ids.offer(outbox.node(), leg.id()), leg, caller, entry, queue, agent, started),
                frame.moment());
    }

    /** DialBegin without a caller's side: an ARI dial. It is an offer if the leg belongs to a caller's call. */
    void dialled(AmiFrame frame) {
        if (frame.has("Uniqueid")) {
            return;
        }
        Channel leg = calls.of(frame, "Dest");
        if (leg != null) {
            dialled(leg, frame.moment());
        }
    }

    void dialled(Channel leg, Moment moment) {
        Channel caller =
                leg.dialledFor() != null ? leg.dialledFor() : leg.call().party();
        if (caller == null || caller == leg) {
            return;
        }
        Agent agent = members.agent(leg.endpoint());
        leg.call().decided();
        open(new Offer(Ids.offer(outbox.node(), leg.id()), leg, caller, null, null, agent, moment.at()), moment);
    }

    private Offer open(Offer offer, Moment moment) {
        Call call = offer.call();
        if (!call.learn(offer.id())) {
            return null;
        }
        call.place(true);
        call.offers().add(offer);
        byLeg.put(offer.leg().id(), offer);
        outbox.call(
                call,
                offer.id() + "#offered",
                new CallEvent.OfferStarted(call.id(), offer.id(), offer.entryId(), offer.queue(), offer.agent()),
                new Moment(offer.started(), moment.receivedAt()));
        return offer;
    }

    /** AgentRingNoAnswer; RingTime is in milliseconds here. */
    void ringNoAnswer(AmiFrame frame) {
        Instant started = frame.moment().at().minusMillis(frame.number("RingTime", 0));
        Offer offer = of(frame, started);
        if (offer != null && !offer.closed()) {
            offer.ringNoAnswer(frame.moment());
            reconsider(offer);
        }
    }

    void dialEnded(AmiFrame frame) {
        dialEnded(frame.required("DestUniqueid"), frame.text("DialStatus"), frame.moment());
    }

    void dialEnded(String legId, String status, Moment moment) {
        Offer offer = byLeg.get(legId);
        if (offer != null && !offer.closed()) {
            offer.dialEnded(status, moment);
            reconsider(offer);
        }
    }

    /** AgentDump: the operator answered, but dropped before the caller was bridged. */
    void dumped(AmiFrame frame) {
        Offer offer = of(frame, frame.moment().at());
        if (offer != null) {
            end(offer, OfferOutcome.DUMPED, frame.moment());
        }
    }

    void accepted(Offer offer, Moment moment) {
        end(offer, OfferOutcome.ACCEPTED, moment);
    }

    /** The channel is gone: as a leg its own offer ends, as a caller all of its offers do. */
    void channelGone(Channel channel, int cause, Moment moment) {
        Offer own = byLeg.get(channel.id());
        if (own != null && !own.closed()) {
            own.legGone(cause, moment);
        }
        reconsider(channel, moment);
    }

    /** Something about this channel changed that may tell why an offer ended. */
    void reconsider(Channel channel, Moment moment) {
        for (Offer offer : List.copyOf(channel.call().offers())) {
            reconsider(offer);
            if (channel.gone() && offer.caller() == channel && !offer.closed() && offer.ended() == null) {
                settleLater(offer, moment);
            }
        }
    }

    private void reconsider(Offer offer) {
        OfferOutcome outcome = offer.proven();
        if (outcome != null) {
            end(offer, outcome, offer.ended());
        } else if (offer.ended() != null) {
            settleLater(offer, offer.ended());
        }
    }

    private void settleLater(Offer offer, Moment moment) {
        agenda.at(moment.receivedAt().plus(settle), () -> {
            boolean gap = !links.heardAllSince(moment.receivedAt());
            OfferOutcome outcome = offer.closed() || gap ? null : offer.presumed();
            if (outcome != null) {
                end(offer, outcome, offer.ended() == null ? moment : offer.ended());
            }
        });
    }

    void lose(Offer offer, Moment moment) {
        Moment end = offer.ended() == null ? moment : offer.ended();
        end(offer, offer.told(), end.at().isBefore(offer.started()) ? Moment.ours(moment.receivedAt()) : end);
    }

    private void end(Offer offer, OfferOutcome outcome, Moment moment) {
        if (offer.closed()) {
            return;
        }
        offer.close();
        Call call = offer.call();
        call.offers().remove(offer);
        byLeg.remove(offer.leg().id());
        outbox.call(
                call,
                offer.id() + "#ended",
                new CallEvent.OfferEnded(
                        call.id(),
                        offer.id(),
                        offer.entryId(),
                        offer.queue(),
                        offer.agent(),
                        outcome,
                        moment.millisSince(offer.started())),
                moment);
        calls.endIfSettled(call);
    }
}
