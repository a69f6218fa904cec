package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.OfferOutcome;
import java.time.Instant;
import java.util.Set;

/** One ring attempt at one operator, until its outcome is known. {@code entry} and {@code queue} are null for a direct call. */
final class Offer {

    private static final Set<String> REJECTING = Set.of("BUSY", "CONGESTION", "CHANUNAVAIL");
    /** Q.850 causes of a leg that was not refused: cleared by us, rang out, or unknown (PJSIP's own CANCEL gives 0). */
    private static final Set<Integer> NOT_REFUSED = Set.of(0, 16, 19, 31, 32, 127);

    private static final int ANSWERED_ELSEWHERE = 26;

    private final String id;
    private final Call call;
    private final Channel leg;
    private final Channel caller;
    private final Entry entry;
    private final String queue;
    private final Agent agent;
    private final Instant started;
    private boolean inherited;
    private String inheritedEntryId;
    private boolean inheritedPickUp;
    private boolean callerMovedOn;
    private boolean rangOut;
    private String dialStatus = "";
    private Integer hangupCause;
    private Instant pickedUp;
    private Moment ended;
    private boolean closed;

    Offer(String id, Channel leg, Channel caller, Entry entry, String queue, Agent agent, Instant started) {
        this.id = id;
        this.call = caller.call();
        this.leg = leg;
        this.caller = caller;
        this.entry = entry;
        this.queue = queue;
        this.agent = agent;
        this.started = started;
    }

    /** An offer that an earlier owner of the node published. */
    static Offer inherited(CallState.Offer state, Channel leg, Channel caller, Entry entry) {
        Offer offer = new Offer(state.offerId(), leg, caller, entry, state.queue(), state.agent(), state.startedAt());
        offer.inherited = true;
        offer.inheritedEntryId = state.entryId();
        offer.pickedUp = state.answeredAt();
        offer.inheritedPickUp = offer.pickedUp != null;
        return offer;
    }

    String id() {
        return id;
    }

    Call call() {
        return call;
    }

    Channel leg() {
        return leg;
    }

    Channel caller() {
        return caller;
    }

    Entry entry() {
        return entry;
    }

    String entryId() {
        return entry == null ? inheritedEntryId : entry.id();
    }

    String queue() {
        return queue;
    }

    boolean direct() {
        return queue == null;
    }

    Agent agent() {
        return agent;
    }

    Instant started() {
        return started;
    }

    /** AgentRingNoAnswer: app_queue's word for timeout and refusal alike. */
    void ringNoAnswer(Moment moment) {
        rangOut = true;
        endAt(moment);
    }

    /** A second DialEnd of the same leg says less than the first: NOANSWER, then CANCEL. */
    void dialEnded(String status, Moment moment) {
        if (!dialStatus.isEmpty()) {
            return;
        }
        dialStatus = status;
        if (status.equals("ANSWER")) {
            pickedUp = moment.at();
        } else {
            endAt(moment);
        }
    }

    /** The caller is in the application again, with another number. */
    void callerMovedOn() {
        callerMovedOn = true;
    }

    void legGone(int cause, Moment moment) {
        hangupCause = cause;
        endAt(moment);
    }

    private void endAt(Moment moment) {
        if (ended == null) {
            ended = moment;
        }
    }

    /** The first fact that told the end of the ringing; null while it rings. */
    Moment ended() {
        return ended;
    }

    Instant pickedUp() {
        return pickedUp;
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** The outcome as far as the facts prove it; null = not yet. The leg's hang-up cause must have been heard. */
    OfferOutcome proven() {
        if (hangupCause == null) {
            return null;
        }
        if (hangupCause == ANSWERED_ELSEWHERE) {
            return OfferOutcome.RESCINDED;
        }
        if (inheritedPickUp) {
            // They may have talked while nobody listened.
            return OfferOutcome.LOST;
        }
        if (pickedUp != null) {
            return callerLeft() ? OfferOutcome.CANCELLED : OfferOutcome.DUMPED;
        }
        if (refused()) {
            return OfferOutcome.REJECTED;
        }
        if (rangOut || dialStatus.equals("NOANSWER")) {
            return OfferOutcome.TIMEOUT;
        }
        if (callerLeft()) {
            return OfferOutcome.CANCELLED;
        }
        return direct() ? OfferOutcome.TIMEOUT : null;
    }

    /** The outcome when no more facts came within the settle window; null while it still rings. */
    OfferOutcome presumed() {
        if (ended == null) {
            return callerLeft() ? OfferOutcome.CANCELLED : null;
        }
        OfferOutcome proven = proven();
        if (proven != null) {
            return proven;
        }
        if (refused()) {
            return OfferOutcome.REJECTED;
        }
        if (rangOut || dialStatus.equals("NOANSWER")) {
            return OfferOutcome.TIMEOUT;
        }
        // Its AgentRingNoAnswer may have been the last thing that the predecessor heard.
        return inherited ? OfferOutcome.LOST : OfferOutcome.CANCELLED;
    }

    /** The outcome when the leg vanished in a gap: only what was heard counts. */
    OfferOutcome told() {
        OfferOutcome proven = proven();
        if (proven != null) {
            return proven;
        }
        if (pickedUp != null) {
            return OfferOutcome.LOST;
        }
        if (refused()) {
            return OfferOutcome.REJECTED;
        }
        return rangOut || dialStatus.equals("NOANSWER") ? OfferOutcome.TIMEOUT : OfferOutcome.LOST;
    }

    private boolean refused() {
        return REJECTING.contains(dialStatus) || (hangupCause != null && !NOT_REFUSED.contains(hangupCause));
    }

    private boolean callerLeft() {
        if (callerMovedOn) {
            return true;
        }
        Instant requested = caller.hangupRequested();
        if (inherited) {
            // Whether it rang out may be among what was not heard: then only a hang-up before the end counts.
            return requested != null && (ended == null || !requested.isAfter(ended.at()));
        }
        return caller.gone() || requested != null || (entry != null && entry.abandoned());
    }
}
