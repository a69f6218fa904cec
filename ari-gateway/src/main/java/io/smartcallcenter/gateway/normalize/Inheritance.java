package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.AsteriskState;
import io.smartcallcenter.events.CallState;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Takes over what an earlier owner of the node left open. What of it is still true, the next resync tells. */
final class Inheritance {

    private final String node;
    private final Calls calls;
    private final QueueEntries entries;
    private final Offers offers;
    private final Talks talks;
    private final Queues queues;
    private final Members members;
    private final Links links;

    Inheritance(
            String node,
            Calls calls,
            QueueEntries entries,
            Offers offers,
            Talks talks,
            Queues queues,
            Members members,
            Links links) {
        this.node = node;
        this.calls = calls;
        this.entries = entries;
        this.offers = offers;
        this.talks = talks;
        this.queues = queues;
        this.members = members;
        this.links = links;
    }

    void take(Signal.Predecessor predecessor) {
        links.inherit(predecessor.lastHeard());
        Instant heard = predecessor.receivedAt().minusMillis(1);
        predecessor.calls().stream()
                .filter(state -> state.callId().startsWith(node + "/") && complete(state))
                .forEach(state -> takeCall(state, state.heardAt().isBefore(heard) ? state.heardAt() : heard));
        if (links.ariOnly()) {
            // Nobody would ever tell how they change.
            return;
        }
        for (AsteriskState state : predecessor.states()) {
            if (state instanceof AsteriskState.AgentState agent) {
                members.inherit(agent);
            } else if (state instanceof AsteriskState.Queue queue) {
                queues.inherit(queue);
            }
        }
    }

    /** Every channel that something open refers to is described. */
    private static boolean complete(CallState state) {
        Set<String> referred = new HashSet<>();
        referred.add(state.ownerId());
        state.entries().forEach(entry -> referred.add(entry.channelId()));
        Stream.concat(state.offers().stream(), state.talks().stream().map(CallState.Talk::offer))
                .forEach(offer -> referred.addAll(List.of(offer.legId(), offer.callerChannelId())));
        state.channels().forEach(channel -> referred.remove(channel.channelId()));
        return referred.isEmpty();
    }

    private void takeCall(CallState state, Instant heard) {
        Call call = calls.inherit(state, heard);
        Map<String, Channel> channels = new HashMap<>();
        state.channels().forEach(channel -> channels.put(channel.channelId(), calls.inherit(call, channel)));
        call.own(channels.get(state.ownerId()));
        Map<String, Entry> open = new HashMap<>();
        state.entries()
                .forEach(entry ->
                        open.put(entry.entryId(), entries.inherit(entry, channels.get(entry.channelId()), heard)));
        state.offers().forEach(offer -> offers.inherit(take(offer, open, channels)));
        state.talks().forEach(talk -> talks.inherit(take(talk.offer(), open, channels), talk));
        if (state.ending() != null) {
            Moment end = Moment.ours(state.ending().at());
            call.endWith(new Call.Ending(state.ending().cause(), end));
            calls.endIfSettled(call);
        }
    }

    private static Offer take(CallState.Offer state, Map<String, Entry> open, Map<String, Channel> channels) {
        Channel leg = channels.get(state.legId());
        Channel caller = channels.get(state.callerChannelId());
        return Offer.inherited(state, leg, caller, open.get(state.entryId()));
    }
}
