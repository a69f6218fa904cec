package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.Ids;
import io.smartcallcenter.events.Party;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All legs that share a Linkedid, and what of them is not settled yet. */
final class Call {

    /** Enough for the few facts that AMI tells before ARI's StasisStart arrives. */
    private static final int MOST_HELD_BACK = 64;

    /** AgentComplete comes within milliseconds after the other signs of a talk's end. */
    private static final int RELEASES_REMEMBERED = 4;

    private final String id;
    private final String linkedid;
    private final Moment firstSeen;
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Map<String, QueueExit> exits = new HashMap<>();
    private final Set<String> facts = new HashSet<>();
    private final Map<String, Instant> visits = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final List<Talk> talks = new ArrayList<>();
    private final Deque<String> released = new ArrayDeque<>();
    private List<Runnable> heldBack = new ArrayList<>();
    private Channel owner;
    private Party caller = new Party("", "");
    private String dialled = "";
    private Moment requested;
    private final List<String> late = new ArrayList<>();
    private boolean deciding;
    private boolean placed;
    private boolean waits;
    private boolean started;
    private boolean ended;
    private final Numbering numbers = new Numbering();
    private boolean inherited;
    private CallState published;
    private Ending ending;

    /** How the owner's channel ended. */
    record Ending(int cause, Moment moment) {}

    /** What Queue() said when the caller came back: {@code QUEUESTATUS}. */
    record QueueExit(String status, Instant at) {}

    Call(String node, String linkedid, Moment firstSeen) {
        this.id = Ids.call(node, linkedid);
        this.linkedid = linkedid;
        this.firstSeen = firstSeen;
    }

    /** Goes on with what an earlier owner of the node left of this call. */
    void inherit(CallState state) {
        inherited = true;
        started = true;
        published = state.withSeq(0);
        caller = state.caller();
        dialled = state.dialled();
        numbers.inherit(state.seq(), state.counters());
        state.released().forEach(this::release);
        requested = state.requestedAt() == null ? null : Moment.ours(state.requestedAt());
        placed = !state.entries().isEmpty()
                || !state.offers().isEmpty()
                || !state.talks().isEmpty();
    }

    /** It began before this gateway did, and nobody was asked anything since. */
    boolean inherited() {
        return inherited;
    }

    /** What a successor would find; null if nothing. */
    CallState published() {
        return published;
    }

    void publish(CallState state) {
        published = state;
    }

    String id() {
        return id;
    }

    String linkedid() {
        return linkedid;
    }

    Moment firstSeen() {
        return firstSeen;
    }

    Map<String, Channel> channels() {
        return channels;
    }

    /** Ids of its channels that are gone. */
    List<String> late() {
        return late;
    }

    Map<String, QueueExit> exits() {
        return exits;
    }

    /** Entries whose outcome is not published yet. */
    List<Entry> entries() {
        return entries;
    }

    /** Offers whose outcome is not published yet. */
    List<Offer> offers() {
        return offers;
    }

    /** Conversations whose end is not published yet. */
    List<Talk> talks() {
        return talks;
    }

    /** The end of this offer's talk is told. */
    void release(String offerId) {
        learn(offerId);
        released.addLast(offerId);
        if (released.size() > RELEASES_REMEMBERED) {
            released.removeFirst();
        }
    }

    /** The offers whose talks ended last. */
    List<String> released() {
        return List.copyOf(released);
    }

    /** @return whether this fact is new; a repeated source event is not */
    boolean learn(String fact) {
        return facts.add(fact);
    }

    /** The channel joined this queue. */
    void visit(Channel channel, String queue, Instant joined) {
        visits.put(channel.id() + "/" + queue, joined);
    }

    /** When the channel joined this queue the last time, as far as we heard; null if never. */
    Instant lastVisit(Channel channel, String queue) {
        return visits.get(channel.id() + "/" + queue);
    }

    boolean started() {
        return started;
    }

    void start(Channel owner, Party caller, String dialled) {
        this.started = true;
        this.owner = owner;
        this.caller = caller;
        this.dialled = dialled;
    }

    void holdBack(Runnable publication) {
        if (heldBack.size() < MOST_HELD_BACK) {
            heldBack.add(publication);
        }
    }

    void releaseHeldBack() {
        List<Runnable> publications = heldBack;
        heldBack = new ArrayList<>();
        publications.forEach(Runnable::run);
    }

    /** The channel whose end is the end of the call: the caller's, or who took its place in a transfer. */
    Channel owner() {
        return owner;
    }

    /** The caller's side: the owner, or before the call started the channel that gave the call its Linkedid. */
    Channel party() {
        return owner != null ? owner : channels.get(linkedid);
    }

    void own(Channel next) {
        owner = next;
    }

    Party caller() {
        return caller;
    }

    String dialled() {
        return dialled;
    }

    /** When a decision was asked for the last time; null if never. */
    Moment requested() {
        return requested;
    }

    void request(Moment moment) {
        requested = moment;
        deciding = true;
        placed = false;
        inherited = false;
    }

    /** The caller is in a queue or at an operator, or was up to the end: ARI has nothing to add then. */
    boolean placed() {
        return placed;
    }

    void place(boolean somewhere) {
        placed = somewhere;
    }

    /** @return true once: then late facts are waited for */
    boolean waitForLateFacts() {
        boolean first = !waits;
        waits = true;
        return first;
    }

    Numbering numbers() {
        return numbers;
    }

    boolean deciding() {
        return deciding;
    }

    void decided() {
        deciding = false;
    }

    Ending ending() {
        return ending;
    }

    void endWith(Ending ending) {
        this.ending = ending;
    }

    /** What this channel was offered, or talked to, before it came into the application again ended by that. */
    void movedOn(Channel caller, Instant at) {
        offers.stream()
                .filter(offer -> offer.caller() == caller && at.isAfter(offer.started()))
                .forEach(Offer::callerMovedOn);
        talks.stream()
                .filter(talk -> talk.offer().caller() == caller && at.isAfter(talk.connected()))
                .filter(talk -> talk.endedBy() == CallEvent.EndedBy.UNKNOWN)
                .forEach(Talk::transfer);
    }

    boolean settled() {
        return entries.isEmpty() && offers.isEmpty() && talks.isEmpty();
    }

    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }

    LiveView.Call view() {
        String state = "OTHER";
        String queue = null;
        Agent agent = null;
        if (!talks.isEmpty()) {
            Offer offer = talks.get(talks.size() - 1).offer();
            state = "TALKING";
            queue = offer.queue();
            agent = offer.agent();
        } else if (!offers.isEmpty()) {
            Offer offer = offers.get(offers.size() - 1);
            state = "RINGING";
            queue = offer.queue();
            agent = offer.agent();
        } else if (!entries.isEmpty()) {
            state = "WAITING";
            queue = entries.get(entries.size() - 1).queue();
        } else if (deciding) {
            state = "DECIDING";
        }
        return new LiveView.Call(id, owner.id(), caller, dialled, firstSeen.at(), state, queue, agent);
    }
}
