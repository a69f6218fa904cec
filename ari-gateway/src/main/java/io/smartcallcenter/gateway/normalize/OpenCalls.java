package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.CallState;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Publishes what is open in a call whenever that changes, and a tombstone when the call has ended: with it a successor goes on
 * under the same ids. Facts that only matter for milliseconds (a hang-up that was asked for, a queue that was left a moment ago)
 * are left out: a successor that needed them says LOST.
 */
final class OpenCalls {

    private final Outbox outbox;

    OpenCalls(Outbox outbox) {
        this.outbox = outbox;
    }

    void publish(Moment moment) {
        for (Call call : outbox.drainTouched()) {
            if (call.ended()) {
                if (call.published() != null) {
                    outbox.callEnded(call.id());
                    call.publish(null);
                }
            } else if (call.started()) {
                CallState state = stateOf(call);
                if (!state.equals(call.published())) {
                    call.publish(state);
                    outbox.callState(state.withSeq(call.numbers().seq()), moment);
                }
            }
        }
    }

    private CallState stateOf(Call call) {
        Map<String, CallState.Channel> channels = new LinkedHashMap<>();
        add(channels, call.owner());
        call.entries().forEach(entry -> add(channels, entry.channel()));
        call.offers().forEach(offer -> addBoth(channels, offer));
        call.talks().forEach(talk -> addBoth(channels, talk.offer()));
        Call.Ending ending = call.ending();
        if (ending == null && call.owner().gone()) {
            // It took the owner's place after it had ended: the call ends with its last channel.
            call.channels().values().forEach(channel -> add(channels, channel));
        }
        return new CallState(
                call.id(),
                outbox.node(),
                call.caller(),
                call.dialled(),
                call.firstSeen().at(),
                call.firstSeen().receivedAt(),
                0,
                call.owner().id(),
                call.requested() == null ? null : call.requested().at(),
                call.numbers().counters(),
                channels.values().stream().toList(),
                call.entries().stream().map(OpenCalls::stateOf).toList(),
                call.offers().stream().map(OpenCalls::stateOf).toList(),
                call.talks().stream().map(OpenCalls::stateOf).toList(),
                call.released(),
                ending == null
                        ? null
                        : new CallState.Ending(ending.cause(), ending.moment().at()));
    }

    private static void addBoth(Map<String, CallState.Channel> channels, Offer offer) {
        add(channels, offer.caller());
        add(channels, offer.leg());
    }

    private static void add(Map<String, CallState.Channel> channels, Channel channel) {
        channels.computeIfAbsent(
                channel.id(),
                id -> new CallState.Channel(
                        id,
                        channel.name(),
                        channel.context(),
                        channel.exten(),
                        channel.held(),
                        channel.holds(),
                        channel.gone()));
    }

    private static CallState.Entry stateOf(Entry entry) {
        return new CallState.Entry(
                entry.id(), entry.queue(), entry.channel().id(), entry.joined(), entry.firstPosition());
    }

    private static CallState.Offer stateOf(Offer offer) {
        return new CallState.Offer(
                offer.id(),
                offer.entryId(),
                offer.queue(),
                offer.agent(),
                offer.leg().id(),
                offer.caller().id(),
                offer.started(),
                offer.pickedUp());
    }

    private static CallState.Talk stateOf(Talk talk) {
        return new CallState.Talk(stateOf(talk.offer()), talk.connected(), talk.transferred(), talk.legMoved());
    }
}
