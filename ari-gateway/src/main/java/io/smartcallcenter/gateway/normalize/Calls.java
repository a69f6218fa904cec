package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CallState;
import io.smartcallcenter.events.Party;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The channels that are alive and the calls that they belong to; begins and ends calls. A caller can be gone on AMI before ARI
 * told that they came: such a call is kept for the settle window.
 */
final class Calls {

    private final Outbox outbox;
    private final Tombstones tombstones;
    private final Links links;
    private final Agenda agenda;
    private final Duration settle;
    private final Map<String, Channel> late = new HashMap<>();
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final Map<String, Channel> channels = new HashMap<>();

    Calls(Outbox outbox, Tombstones tombstones, Links links, Agenda agenda, Duration settle) {
        this.outbox = outbox;
        this.tombstones = tombstones;
        this.links = links;
        this.agenda = agenda;
        this.settle = settle;
    }

    /** The living channel with this id; null if there is none. */
    Channel find(String channelId) {
        return touch(channels.get(channelId));
    }

    /** Whether somebody has told to which call the channel belongs; also of one that has just ended. */
    boolean knows(String channelId) {
        return channels.containsKey(channelId) || late.containsKey(channelId);
    }

    private Channel touch(Channel channel) {
        if (channel != null) {
            outbox.touch(channel.call());
        }
        return channel;
    }

    /** @param heard by our clock, before the links came up */
    Call inherit(CallState state, Instant heard) {
        String linkedid = state.callId().substring(outbox.node().length() + 1);
        Call call = new Call(outbox.node(), linkedid, new Moment(state.startedAt(), heard));
        call.inherit(state);
        calls.put(linkedid, call);
        return call;
    }

    Channel inherit(Call call, CallState.Channel state) {
        Channel channel = new Channel(state.channelId(), state.name(), call, state.context(), state.exten());
        channel.inheritHolds(state.held(), state.holds());
        if (state.gone()) {
            channel.leave();
            late.put(channel.id(), channel);
            call.late().add(channel.id());
        } else {
            channels.put(channel.id(), channel);
            call.channels().put(channel.id(), channel);
        }
        return channel;
    }

    /** The channel of a block of an AMI event ({@code ""}, {@code Dest}, {@code Transferer}...); null if it ended before. */
    Channel of(AmiFrame frame, String prefix) {
        String id = frame.required(prefix + "Uniqueid");
        Channel known = channels.get(id);
        if (known != null) {
            return touch(known);
        }
        String linkedid = frame.text(prefix + "Linkedid");
        return open(
                id,
                frame.text(prefix + "Channel"),
                linkedid.isEmpty() ? id : linkedid,
                frame.text(prefix + "Context"),
                frame.text(prefix + "Exten"),
                frame.text("Event").equals("Newchannel")
                        ? frame.moment()
                        : unheard(frame.moment().at(), frame.moment()));
    }

    /** A channel that was not told to us as new began in the last gap. */
    private Moment unheard(Instant estimate, Moment heard) {
        return new Moment(links.unheard(estimate, heard), heard.receivedAt());
    }

    /** A CoreShowChannel: its Duration tells how long the channel lives. */
    Channel adopt(AmiFrame frame) {
        Moment heard = frame.moment();
        Moment created = unheard(heard.at().minusSeconds(frame.seconds("Duration")), heard);
        String id = frame.required("Uniqueid");
        Channel known = channels.get(id);
        if (known != null) {
            return known;
        }
        String linkedid = frame.has("Linkedid") ? frame.text("Linkedid") : id;
        Channel adopted =
                open(id, frame.text("Channel"), linkedid, frame.text("Context"), frame.text("Exten"), created);
        if (adopted != null) {
            adopted.enterState(frame.text("ChannelStateDesc"));
        }
        return adopted;
    }

    /** A channel that ARI names: its Linkedid is its own id unless AMI said otherwise before. */
    Channel ofAri(String id, String name, String linkedid, Moment moment) {
        Channel known = channels.getOrDefault(id, late.get(id));
        return known != null ? touch(known) : open(id, name, linkedid, "", "", moment);
    }

    private Channel open(String id, String name, String linkedid, String context, String exten, Moment moment) {
        if (tombstones.covers(id) || tombstones.covers("call/" + linkedid)) {
            return null;
        }
        Call call = calls.computeIfAbsent(linkedid, key -> new Call(outbox.node(), key, moment));
        Channel channel = new Channel(id, name, call, context, exten);
        call.channels().put(id, channel);
        channels.put(id, channel);
        return touch(channel);
    }

    /** Publishes {@code call.started}, once. */
    void start(Channel channel, Party caller, String dialled, String context, Moment moment) {
        Call call = channel.call();
        if (call.started()) {
            return;
        }
        call.start(channel, caller, dialled);
        outbox.call(
                call,
                call.id() + "#started",
                new CallEvent.Started(call.id(), channel.id(), caller, dialled, context, channel.endpoint()),
                moment);
        call.releaseHeldBack();
    }

    void changeState(Channel channel, String state, Moment moment) {
        if (channel.enterState(state)) {
            Call call = channel.call();
            String id = outbox.node() + "/" + channel.id() + "#state/" + state;
            outbox.call(call, id, new CallEvent.ChannelState(call.id(), channel.id(), state), moment);
        }
    }

    /** The channel is gone; the call ends with its owner, as soon as everything in it is settled. */
    void close(Channel channel, int cause, Moment moment) {
        Call call = channel.call();
        if (call.owner() == channel || (call.channels().isEmpty() && call.ending() == null)) {
            call.endWith(new Call.Ending(cause, moment));
        }
        endIfSettled(call);
    }

    /** First step of {@link #close}: from now on AMI does not find the channel any more. */
    void bury(Channel channel, Moment moment) {
        channel.leave();
        channels.remove(channel.id());
        late.put(channel.id(), channel);
        channel.call().channels().remove(channel.id());
        channel.call().late().add(channel.id());
        tombstones.bury(channel.id(), moment.receivedAt());
    }

    void endIfSettled(Call call) {
        if (call.ended() || call.ending() == null || !call.settled()) {
            forgetIfNothingIsLeft(call);
        } else if (call.started() && call.placed()) {
            end(call);
        } else if (call.waitForLateFacts()) {
            agenda.at(call.ending().moment().receivedAt().plus(settle), () -> settledLate(call));
        }
    }

    private void settledLate(Call call) {
        if (call.started() && call.settled() && !call.ended()) {
            end(call);
        } else if (!call.started()) {
            call.end();
            forgetIfNothingIsLeft(call);
        }
    }

    private void end(Call call) {
        Call.Ending ending = call.ending();
        long duration = ending.moment().millisSince(call.firstSeen().at());
        CallEvent event = new CallEvent.Ended(call.id(), ending.cause(), duration);
        outbox.call(call, call.id() + "#ended", event, ending.moment());
        call.end();
        outbox.touch(call);
        forgetIfNothingIsLeft(call);
    }

    private void forgetIfNothingIsLeft(Call call) {
        if (call.ended() && call.channels().isEmpty() && call.settled() && calls.remove(call.linkedid(), call)) {
            call.late().forEach(late::remove);
            if (call.started()) {
                tombstones.bury(
                        "call/" + call.linkedid(), call.ending().moment().receivedAt());
            }
        }
    }

    Collection<Call> all() {
        return new ArrayList<>(calls.values());
    }

    /** How many channels and calls are held in memory. */
    int size() {
        return channels.size() + late.size() + calls.size();
    }
}
