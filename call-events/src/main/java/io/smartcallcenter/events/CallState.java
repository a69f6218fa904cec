package io.smartcallcenter.events;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;

/**
 * What is open in one call: all that a gateway needs to go on, under the same ids, with a call that another one began. Compacted
 * topic {@code call-state}, keyed by call id; a record without a value says that the call has ended. Only gateways read it.
 *
 * @param startedAt when the call was first seen, by Asterisk's clock
 * @param heardAt the same moment by the gateway's clock
 * @param seq the number of the call's last event
 * @param ownerId the channel whose end is the end of the call
 * @param requestedAt when a decision was asked for the last time; null if never
 * @param channels the owner and every channel that an open entry, offer or talk names; all that live where the owner has ended without
 *     an ending
 * @param released ids of the offers whose talks ended last: AgentComplete may come after the end was told
 * @param ending how the owner's channel ended; null while it lives
 */
@JsonTypeName("state.call")
public record CallState(
        String callId,
        String node,
        Party caller,
        String dialled,
        Instant startedAt,
        Instant heardAt,
        long seq,
        String ownerId,
        Instant requestedAt,
        Counters counters,
        List<Channel> channels,
        List<Entry> entries,
        List<Offer> offers,
        List<Talk> talks,
        List<String> released,
        Ending ending)
        implements SccEvent {

    public CallState {
        Required.text(callId, "callId");
        Required.text(node, "node");
        Required.text(ownerId, "ownerId");
        Required.time(startedAt, "startedAt");
        heardAt = heardAt == null ? startedAt : heardAt;
        caller = caller == null ? new Party("", "") : caller;
        dialled = dialled == null ? "" : dialled;
        counters = counters == null ? new Counters(0, 0, 0) : counters;
        channels = channels == null ? List.of() : List.copyOf(channels);
        entries = entries == null ? List.of() : List.copyOf(entries);
        offers = offers == null ? List.of() : List.copyOf(offers);
        talks = talks == null ? List.of() : List.copyOf(talks);
        released = released == null ? List.of() : List.copyOf(released);
    }

    /** The same with another number of the last event. */
    public CallState withSeq(long last) {
        return new CallState(
                callId,
                node,
                caller,
                dialled,
                startedAt,
                heardAt,
                last,
                ownerId,
                requestedAt,
                counters,
                channels,
                entries,
                offers,
                talks,
                released,
                ending);
    }

    /** How many of each kind the call has had: their ids are numbered. */
    public record Counters(int fallbacks, int ivrSteps, int refusals) {}

    /**
     * @param name Asterisk's name, {@code PJSIP/0001-0000002a}
     * @param holds how often it was put on hold
     * @param gone it has ended already
     */
    public record Channel(
            String channelId, String name, String context, String exten, boolean held, int holds, boolean gone) {
        public Channel {
            Required.text(channelId, "channelId");
            name = name == null ? "" : name;
            context = context == null ? "" : context;
            exten = exten == null ? "" : exten;
        }
    }

    /** A caller who waits, or whose outcome is not known yet. */
    public record Entry(String entryId, String queue, String channelId, Instant joinedAt, int position) {
        public Entry {
            Required.text(entryId, "entryId");
            Required.text(queue, "queue");
            Required.text(channelId, "channelId");
            Required.time(joinedAt, "joinedAt");
        }
    }

    /** A phone that rings. {@code entryId} and {@code queue} are null for a direct call. */
    public record Offer(
            String offerId,
            String entryId,
            String queue,
            Agent agent,
            String legId,
            String callerChannelId,
            Instant startedAt,
            Instant answeredAt) {
        public Offer {
            Required.text(offerId, "offerId");
            Required.value(agent, "agent");
            Required.text(legId, "legId");
            Required.text(callerChannelId, "callerChannelId");
            Required.time(startedAt, "startedAt");
        }
    }

    /**
     * An operator and a caller who are connected.
     *
     * @param offer the accepted offer
     * @param legMoved the leg was a Local channel that Asterisk optimised away: its end is not the end of the talk
     */
    public record Talk(Offer offer, Instant connectedAt, boolean transferred, boolean legMoved) {
        public Talk {
            Required.value(offer, "offer");
            Required.time(connectedAt, "connectedAt");
        }
    }

    /** How the owner's channel ended. */
    public record Ending(int cause, Instant at) {
        public Ending {
            Required.time(at, "at");
        }
    }
}
