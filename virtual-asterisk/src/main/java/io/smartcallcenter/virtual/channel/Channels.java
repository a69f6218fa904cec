package io.smartcallcenter.virtual.channel;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.bridge.Bridges;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Devices;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** All channels, their ids and names, and the way they end. */
public final class Channels {

    private final Map<String, Channel> byId = new LinkedHashMap<>();
    private final VirtualClock clock;
    private final PbxEvents events;
    private final Devices devices;
    private final Bridges bridges;
    private final AstDb astDb;
    private int nameCounter;
    private int localCounter;

    public Channels(VirtualClock clock, PbxEvents events, Devices devices, Bridges bridges, AstDb astDb) {
        this.astDb = astDb;
        this.clock = clock;
        this.events = events;
        this.devices = devices;
        this.bridges = bridges;
    }

    public Channel get(String id) {
        return byId.get(id);
    }

    /** By Uniqueid or by name, as AMI and ARI allow. */
    public Channel find(String idOrName) {
        Channel channel = byId.get(idOrName);
        if (channel != null) {
            return channel;
        }
        for (Channel each : byId.values()) {
            if (each.name().equals(idOrName)) {
                return each;
            }
        }
        return null;
    }

    public Collection<Channel> all() {
        return byId.values();
    }

    /** A call that comes in: its channel rings and has a dialplan. */
    public Channel incoming(String endpoint, CallerId caller, String context, String exten) {
        Channel channel = create(null, pjsip(endpoint), endpoint, null, ChannelState.RING, caller);
        channel.at(context, exten, 1);
        channel.startsDialplan();
        return announced(channel);
    }

    /** A leg to a phone. {@code id} null: the next Uniqueid. {@code originator} null: the leg starts a call of its own. */
    public Channel outgoing(String id, String endpoint, CallerId callee, Channel originator) {
        Channel channel = create(id, pjsip(endpoint), endpoint, originator, ChannelState.DOWN, callee);
        channel.at("internal", "s", 1);
        return announced(channel);
    }

    /** A Local channel of the originator's call. */
    public LocalPair local(String context, String exten, Channel originator) {
        String name = "Local/" + exten + "@" + context + "-" + eightDigits(localCounter++);
        Channel one = create(null, name + ";1", "", originator, ChannelState.DOWN, CallerId.UNKNOWN);
        one.at(context, exten, 1);
        announced(one);
        Channel two = create(null, name + ";2", "", originator, ChannelState.RING, CallerId.UNKNOWN);
        two.at(context, exten, 1);
        announced(two);
        return LocalPair.joined(one, two, this);
    }

    private String pjsip(String endpoint) {
        return "PJSIP/" + endpoint + "-" + eightDigits(nameCounter++);
    }

    private static String eightDigits(int number) {
        String hex = Integer.toHexString(number);
        return "00000000".substring(hex.length()) + hex;
    }

    private Channel create(
            String id, String name, String endpoint, Channel originator, ChannelState state, CallerId caller) {
        long now = clock.now();
        long number = astDb.nextChannel(now / 1_000_000);
        String uniqueid = id != null ? id : now / 1_000_000 + "." + number;
        String linkedid = originator != null ? originator.linkedid() : uniqueid;
        return new Channel(uniqueid, name, linkedid, endpoint, state, caller, now);
    }

    private Channel announced(Channel channel) {
        byId.put(channel.id(), channel);
        devices.joined(channel);
        events.channelCreated(channel);
        return channel;
    }

    public void ringing(Channel channel) {
        channel.state(ChannelState.RINGING, clock.now());
        events.stateChanged(channel);
    }

    /** An agent's phone rings and shows who calls; the event about the connected line comes later (trace 01). */
    public void ringing(Channel leg, CallerId caller) {
        leg.connected(caller);
        ringing(leg);
    }

    /** Becomes Up; nothing happens if it already is. */
    public void answer(Channel channel) {
        if (!channel.up()) {
            channel.state(ChannelState.UP, clock.now());
            events.stateChanged(channel);
            devices.changed(channel.endpoint());
        }
    }

    /** A phone picks up; app_queue publishes the device's state later, with the member's "in call" (trace 01). */
    public void pickUp(Channel leg) {
        leg.state(ChannelState.UP, clock.now());
        events.stateChanged(leg);
    }

    public void callerName(Channel channel, String name) {
        callerId(channel, new CallerId(channel.caller().number(), name));
    }

    public void callerId(Channel channel, CallerId caller) {
        channel.caller(caller);
        events.callerIdChanged(channel);
    }

    public void connectedLine(Channel channel, CallerId other) {
        if (!other.equals(channel.connected())) {
            channel.connected(other);
            events.connectedLineChanged(channel);
        }
    }

    public void variable(Channel channel, String name, String value) {
        channel.variables().put(name, value);
        events.variableSet(channel, name, value);
    }

    /** The far end presses a key for so long; what the channel does now hears of it when the key is let go. */
    public void press(Channel channel, char digit, Duration length) {
        if (channel.gone()) {
            return;
        }
        events.digitBegan(channel, digit);
        clock.after(length, () -> {
            if (!channel.gone()) {
                events.digitEnded(channel, digit, (int) length.toMillis());
                channel.occupation().digit(channel, digit);
            }
        });
    }

    /** A caller puts the phone down: BYE, or CANCEL while the call is not answered (trace 23). */
    public void callerHangup(Channel channel) {
        if (channel.up()) {
            farEndHangup(channel, channel.cause(), 0);
        } else {
            farEndHangup(channel, HangupCause.INTERWORKING, 487);
        }
    }

    /** The far end hangs up (BYE, CANCEL or a refusal). */
    public void farEndHangup(Channel channel, HangupCause cause, int techCause) {
        if (channel.gone()) {
            return;
        }
        events.hangupRequested(channel, cause.code(), techCause, false);
        end(channel, Occupation.Ending.FAR_END, cause, techCause);
    }

    /** DELETE /channels/{id} and AMI Hangup: cause 32 is what Asterisk reports for a soft hangup (trace 04). */
    public void requestHangup(Channel channel, HangupCause cause, int techCause) {
        if (channel.gone()) {
            return;
        }
        events.hangupRequested(channel, 32, 0, true);
        end(channel, Occupation.Ending.APPLICATION, cause, techCause);
    }

    /** The dialplan or the other leg ends it. */
    public void hangup(Channel channel, HangupCause cause) {
        if (!channel.gone()) {
            end(channel, Occupation.Ending.APPLICATION, cause, 0);
        }
    }

    private void end(Channel channel, Occupation.Ending how, HangupCause cause, int techCause) {
        boolean bridged = channel.bridge() != null;
        channel.isGone();
        Occupation occupation = channel.occupation();
        channel.occupation(Occupation.NONE);
        occupation.ending(channel, how);
        bridges.leave(channel);
        if (channel.dialplan()) {
            events.hangupRequested(channel, HangupCause.NORMAL_CLEARING.code(), techCause, true);
        }
        destroyed(channel, bridged && cause == HangupCause.UNKNOWN ? HangupCause.NORMAL_CLEARING : cause, techCause);
    }

    /** A dialled leg of app_queue: no dialplan, nothing to unwind. */
    public void drop(Channel leg, HangupCause cause, int techCause) {
        if (!leg.gone()) {
            leg.isGone();
            bridges.leave(leg);
            destroyed(leg, cause, techCause);
        }
    }

    private void destroyed(Channel channel, HangupCause cause, int techCause) {
        byId.remove(channel.id());
        channel.cause(cause);
        if (channel.dialplan() || !channel.application().equals("AppQueue")) {
            channel.running("", "");
        }
        events.hungUp(channel, cause, techCause);
        devices.left(channel);
        channel.party().ended(channel);
    }
}
