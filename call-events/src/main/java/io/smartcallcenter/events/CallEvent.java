package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;

/**
 * What happened to a call, in domain language; topic {@code call-events}, keyed by call id. Durations are milliseconds of
 * Asterisk's clock.
 */
public sealed interface CallEvent extends SccEvent {

    /** {@code <node>/<Linkedid>}: all legs and queue entries of one call share it. */
    String callId();

    /** The caller entered the application for the first time. {@code trunk} is the channel's endpoint, {@code PJSIP/trunk}. */
    @JsonTypeName("call.started")
    record Started(String callId, String channelId, Party caller, String dialled, String context, String trunk)
            implements CallEvent {
        public Started {
            Required.text(callId, "callId");
            Required.text(channelId, "channelId");
            caller = caller == null ? new Party("", "") : caller;
        }
    }

    /**
     * The caller waits in the application for a decision; the routing service answers with a command that carries the same
     * {@code requestId}.
     *
     * @param requestId deterministic, one for each time that the channel enters the application
     * @param reason why a decision is needed
     */
    @JsonTypeName("call.route.requested")
    record RouteRequested(
            String callId,
            String requestId,
            String channelId,
            Party caller,
            String dialled,
            String context,
            RouteReason reason)
            implements CallEvent {
        public RouteRequested {
            Required.text(callId, "callId");
            Required.text(requestId, "requestId");
            Required.text(channelId, "channelId");
            Required.value(reason, "reason");
            caller = caller == null ? new Party("", "") : caller;
            dialled = dialled == null ? "" : dialled;
        }
    }

    /** NEW: a new call. TRANSFER: a blind transfer brought the channel back with another number. */
    enum RouteReason {
        NEW,
        TRANSFER
    }

    @JsonTypeName("call.channel.state")
    record ChannelState(String callId, String channelId, String state) implements CallEvent {
        public ChannelState {
            Required.text(callId, "callId");
        }
    }

    /**
     * A QueueEntry begins; its time is the join.
     *
     * @param position 1 = next to be served
     * @param waiting callers in the queue including this one
     */
    @JsonTypeName("call.queue.joined")
    record QueueJoined(String callId, String entryId, String queue, Party caller, int position, int waiting)
            implements CallEvent {
        public QueueJoined {
            Required.text(callId, "callId");
            Required.text(entryId, "entryId");
            Required.text(queue, "queue");
            caller = caller == null ? new Party("", "") : caller;
        }
    }

    /** An Offer begins: one operator's phone is asked to ring. */
    @JsonTypeName("call.offer.started")
    record OfferStarted(String callId, String offerId, String entryId, String queue, Agent agent) implements CallEvent {
        public OfferStarted {
            Required.text(callId, "callId");
            Required.text(offerId, "offerId");
            Required.value(agent, "agent");
        }
    }

    @JsonTypeName("call.offer.ended")
    record OfferEnded(
            String callId,
            String offerId,
            String entryId,
            String queue,
            Agent agent,
            OfferOutcome outcome,
            @Measured long ringMs)
            implements CallEvent {
        public OfferEnded {
            Required.text(callId, "callId");
            Required.text(offerId, "offerId");
            Required.value(agent, "agent");
            Required.value(outcome, "outcome");
            Required.notNegative(ringMs, "ringMs");
        }
    }

    /** An operator and the caller are connected. {@code entryId} and {@code queue} are null for a direct call. */
    @JsonTypeName("call.answered")
    record Answered(
            String callId,
            String entryId,
            String offerId,
            String queue,
            Agent agent,
            @Measured long waitMs,
            @Measured long ringMs)
            implements CallEvent {
        public Answered {
            Required.text(callId, "callId");
            Required.text(offerId, "offerId");
            Required.value(agent, "agent");
            Required.notNegative(waitMs, "waitMs");
            Required.notNegative(ringMs, "ringMs");
        }
    }

    /**
     * One side put the other on hold.
     *
     * @param channelId who holds; the phone, where the member is a Local channel (FreePBX) and the offer is named after its near half
     * @param offerId whose talk it is; null for a hold by the caller, and in records of earlier versions
     * @param agent null for a hold by the caller
     */
    @JsonTypeName("call.hold")
    record Hold(String callId, String channelId, String offerId, Agent agent) implements CallEvent {
        public Hold {
            Required.text(callId, "callId");
        }
    }

    /** The end of a {@link Hold}, with the same fields. */
    @JsonTypeName("call.unhold")
    record Unhold(String callId, String channelId, String offerId, Agent agent) implements CallEvent {
        public Unhold {
            Required.text(callId, "callId");
        }
    }

    /** {@code target} is the extension that was asked for (blind), or the other party's channel (attended). */
    @JsonTypeName("call.transferred")
    record Transferred(String callId, TransferKind kind, Agent from, String target) implements CallEvent {
        public Transferred {
            Required.text(callId, "callId");
            Required.value(kind, "kind");
        }
    }

    enum TransferKind {
        BLIND,
        ATTENDED
    }

    /** The operator's part of the call ended. {@code talkMs} runs from the connect, hold included. */
    @JsonTypeName("call.released")
    record Released(
            String callId,
            String entryId,
            String offerId,
            String queue,
            Agent agent,
            @Measured long talkMs,
            EndedBy endedBy)
            implements CallEvent {
        public Released {
            Required.text(callId, "callId");
            Required.text(offerId, "offerId");
            Required.value(agent, "agent");
            Required.notNegative(talkMs, "talkMs");
        }
    }

    enum EndedBy {
        AGENT,
        CALLER,
        TRANSFER,
        UNKNOWN
    }

    /** The QueueEntry ended. {@code waitMs} = join to leave; {@code position} = the last one known. */
    @JsonTypeName("call.queue.left")
    record QueueLeft(
            String callId, String entryId, String queue, EntryOutcome outcome, @Measured long waitMs, int position)
            implements CallEvent {
        public QueueLeft {
            Required.text(callId, "callId");
            Required.text(entryId, "entryId");
            Required.text(queue, "queue");
            Required.value(outcome, "outcome");
            Required.notNegative(waitMs, "waitMs");
        }
    }

    @JsonTypeName("call.queue.refused")
    record QueueRefused(String callId, String queue, RefusedReason reason) implements CallEvent {
        public QueueRefused {
            Required.text(callId, "callId");
            Required.text(queue, "queue");
            Required.value(reason, "reason");
        }
    }

    /** A step of a service flow: what was played, what the caller pressed, what came of it. */
    @JsonTypeName("call.ivr.step")
    record IvrStep(String callId, String flow, String node, String digits, String result) implements CallEvent {
        public IvrStep {
            Required.text(callId, "callId");
        }
    }

    /**
     * A caller left a message.
     *
     * @param mailbox whose message it is
     * @param recording ARI's name of the stored recording
     * @param caller number as the network announces it; null where it is withheld, and in records of earlier versions
     */
    @JsonTypeName("call.voicemail.recorded")
    record VoicemailRecorded(String callId, String mailbox, String recording, @Measured long durationMs, String caller)
            implements CallEvent {
        public VoicemailRecorded {
            Required.text(callId, "callId");
            Required.text(mailbox, "mailbox");
            Required.text(recording, "recording");
            Required.notNegative(durationMs, "durationMs");
        }
    }

    /** A caller wants to be called back at {@code number} (digits only) by somebody of {@code queue}. */
    @JsonTypeName("call.callback.requested")
    record CallbackRequested(String callId, String number, String queue) implements CallEvent {
        public CallbackRequested {
            Required.text(callId, "callId");
            Required.text(number, "number");
            Required.text(queue, "queue");
        }
    }

    /** The gateway itself sent the caller to a queue because no decision came in time. */
    @JsonTypeName("call.fallback")
    record Fallback(String callId, FallbackReason reason, String queue) implements CallEvent {
        public Fallback {
            Required.text(callId, "callId");
            Required.value(reason, "reason");
        }
    }

    enum FallbackReason {
        DECISION_LATE,
        KAFKA_AWAY,
        EXECUTOR_ERROR
    }

    /** The caller's channel is gone. {@code cause} is the Q.850 cause number. */
    @JsonTypeName("call.ended")
    record Ended(String callId, int cause, @Measured long durationMs) implements CallEvent {
        public Ended {
            Required.text(callId, "callId");
            Required.notNegative(durationMs, "durationMs");
        }
    }
}
