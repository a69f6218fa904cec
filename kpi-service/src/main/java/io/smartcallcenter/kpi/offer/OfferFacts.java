package io.smartcallcenter.kpi.offer;

import static io.smartcallcenter.kpi.document.Rule.GREATEST;
import static io.smartcallcenter.kpi.document.Rule.LEAST;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.OfferOutcome;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What call events say about an offer. */
public final class OfferFacts {

    public static final String CALL_ID = "callId";
    public static final String QUEUE = "queue";
    public static final String INTERFACE = "interface";

    /** Earliest guess of the start from any event: the field that ranges are searched by. */
    public static final String ARRIVAL = "arrival";

    /** Earliest report of the end of the ringing, of any outcome but LOST: to search by. */
    public static final String ENDED_AT = "endedAt";

    /** Latest time at which the offer was given up: to search by, as it may be long after, or before, what turns out to be the end. */
    public static final String LOST_AT = "lostAt";

    public static final String STARTED_AT = "startedAt";
    public static final String ANSWERED_AT = "answeredAt";

    /** Latest time at which something was told that gives no arrival: what is deleted by when nothing else is known. */
    public static final String TOLD_AT = "toldAt";

    public static final String RELEASED_AT = "releasedAt";

    static final String NAME = "name";
    static final String ENDED = "ended";
    static final String TALK = "talk";
    static final String HELD = "held";
    static final String UNHELD = "unheld";
    private static final String ENTRY_ID = "entryId";

    private OfferFacts() {}

    public static Contribution of(CallEvent.OfferStarted started, Instant at) {
        return offer(started.offerId(), started.callId(), started.queue(), started.agent())
                .text(ENTRY_ID, started.entryId())
                .time(STARTED_AT, LEAST, at)
                .time(ARRIVAL, LEAST, at)
                .build();
    }

    public static Contribution of(CallEvent.OfferEnded ended, Instant at) {
        long ring = Contribution.checked("ringMs", ended.ringMs());
        boolean lost = ended.outcome() == OfferOutcome.LOST;
        return offer(ended.offerId(), ended.callId(), ended.queue(), ended.agent())
                .text(ENTRY_ID, ended.entryId())
                .time(ARRIVAL, LEAST, at.minusMillis(ring))
                .time(lost ? LOST_AT : ENDED_AT, lost ? GREATEST : LEAST, at)
                .millis(ENDED + "." + ended.outcome().name(), GREATEST, ring)
                .build();
    }

    public static Contribution of(CallEvent.Answered answered, Instant at) {
        long ring = Contribution.checked("ringMs", answered.ringMs());
        return offer(answered.offerId(), answered.callId(), answered.queue(), answered.agent())
                .text(ENTRY_ID, answered.entryId())
                .time(ARRIVAL, LEAST, at.minusMillis(ring))
                .time(ANSWERED_AT, LEAST, at)
                .time(ENDED_AT, LEAST, at)
                .millis(ENDED + "." + OfferOutcome.ACCEPTED.name(), GREATEST, ring)
                .build();
    }

    /** The first release counts: what comes later (a second leave of the bridge) is not this operator's talk. */
    public static Contribution of(CallEvent.Released released, Instant at) {
        return offer(released.offerId(), released.callId(), released.queue(), released.agent())
                .text(ENTRY_ID, released.entryId())
                .time(RELEASED_AT, LEAST, at)
                .time(TOLD_AT, GREATEST, at)
                .millis(TALK, LEAST, released.talkMs())
                .build();
    }

    /** When the ringing ended, as the offer says: for documents of versions that did not write it. Empty while it rings. */
    public static Optional<Contribution> ends(Offer offer) {
        if (offer.outcome() == null || offer.startedAt() == null) {
            return Optional.empty();
        }
        Contribution.Builder ends =
                offer(offer.id(), offer.callId(), offer.queue(), new Agent(offer.iface(), offer.name()));
        offer.rings().forEach((outcome, ring) -> {
            boolean lost = outcome == OfferOutcome.LOST;
            ends.time(
                    lost ? LOST_AT : ENDED_AT,
                    lost ? GREATEST : LEAST,
                    offer.startedAt().plusMillis(ring));
        });
        if (offer.answeredAt() != null) {
            ends.time(ENDED_AT, LEAST, offer.answeredAt());
        }
        return Optional.of(ends.build());
    }

    /** Empty for a hold by the caller: that is not the operator's time. */
    public static Optional<Contribution> of(CallEvent.Hold hold, Instant at) {
        return mark(hold.callId(), offerOf(hold.offerId(), hold.callId(), hold.channelId()), hold.agent(), HELD, at);
    }

    public static Optional<Contribution> of(CallEvent.Unhold unhold, Instant at) {
        return mark(
                unhold.callId(),
                offerOf(unhold.offerId(), unhold.callId(), unhold.channelId()),
                unhold.agent(),
                UNHELD,
                at);
    }

    /**
     * Earlier versions did not say whose hold it is: then it is of the leg that held, which is right unless the member is a Local
     * channel. Null if nothing is said.
     */
    private static String offerOf(String offerId, String callId, String channelId) {
        if (offerId != null && !offerId.isBlank()) {
            return offerId;
        }
        return channelId == null || channelId.isBlank() ? null : Ids.offer(Ids.nodeOf(callId), channelId);
    }

    private static Optional<Contribution> mark(String callId, String offerId, Agent agent, String path, Instant at) {
        if (agent == null || offerId == null) {
            return Optional.empty();
        }
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        return Optional.of(offer(offerId, callId, null, agent)
                .flag(path + "." + micros, true)
                .time(TOLD_AT, GREATEST, at)
                .build());
    }

    private static Contribution.Builder offer(String offerId, String callId, String queue, Agent agent) {
        return Contribution.of(DocumentKind.OFFER, offerId)
                .text(CALL_ID, callId)
                .text(QUEUE, queue)
                .text(INTERFACE, agent.iface())
                .text(NAME, agent.name());
    }
}
