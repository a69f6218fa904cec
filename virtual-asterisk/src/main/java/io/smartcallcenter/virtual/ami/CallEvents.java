package io.smartcallcenter.virtual.ami;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Endpoint;

/** Channels, dials, bridges and devices on the AMI. */
final class CallEvents extends EventWriter {

    CallEvents(VirtualClock clock, AmiServer server) {
        super(clock, server);
    }

    private void ofChannel(String name, Channel channel) {
        if (wanted(EventClass.CALL)) {
            send(EventClass.CALL, event(name, EventClass.CALL).channel(channel));
        }
    }

    @Override
    public void channelCreated(Channel channel) {
        ofChannel("Newchannel", channel);
    }

    @Override
    public void callerIdChanged(Channel channel) {
        if (wanted(EventClass.CALL)) {
            send(
                    EventClass.CALL,
                    event("NewCallerid", EventClass.CALL)
                            .channel(channel)
                            .with("CID-CallingPres", "0 (Presentation Allowed, Not Screened)"));
        }
    }

    @Override
    public void connectedLineChanged(Channel channel) {
        ofChannel("NewConnectedLine", channel);
    }

    @Override
    public void stateChanged(Channel channel) {
        ofChannel("Newstate", channel);
    }

    @Override
    public void dialplanStep(Channel channel) {
        if (wanted(EventClass.DIALPLAN)) {
            send(
                    EventClass.DIALPLAN,
                    event("Newexten", EventClass.DIALPLAN)
                            .channel(channel)
                            .with("Extension", channel.exten())
                            .with("Application", channel.application())
                            .with("AppData", channel.applicationData()));
        }
    }

    @Override
    public void variableSet(Channel channel, String name, String value) {
        if (wanted(EventClass.DIALPLAN)) {
            send(
                    EventClass.DIALPLAN,
                    event("VarSet", EventClass.DIALPLAN)
                            .channel(channel)
                            .with("Variable", name)
                            .with("Value", value));
        }
    }

    @Override
    public void hangupRequested(Channel channel, int cause, int techCause, boolean soft) {
        if (!wanted(EventClass.CALL)) {
            return;
        }
        Packet packet = event(soft ? "SoftHangupRequest" : "HangupRequest", EventClass.CALL)
                .channel(channel);
        if (cause != 0) {
            packet.with("Cause", cause);
        }
        if (techCause != 0) {
            packet.with("TechCause", techCause);
        }
        send(EventClass.CALL, packet);
    }

    @Override
    public void hungUp(Channel channel, HangupCause cause, int techCause) {
        if (wanted(EventClass.CALL)) {
            Packet packet = event("Hangup", EventClass.CALL)
                    .channel(channel)
                    .with("Cause", cause.code())
                    .with("Cause-txt", cause.text());
            send(EventClass.CALL, techCause == 0 ? packet : packet.with("TechCause", techCause));
        }
    }

    private Packet dial(String name, Channel caller, Channel peer) {
        Packet packet = event(name, EventClass.CALL);
        if (caller != null) {
            packet.channel(caller);
        }
        return packet.channel("Dest", peer);
    }

    @Override
    public void dialBegan(Channel caller, Channel peer, String dialString) {
        if (wanted(EventClass.CALL)) {
            send(EventClass.CALL, dial("DialBegin", caller, peer).with("DialString", dialString));
        }
    }

    @Override
    public void dialRinging(Channel caller, Channel peer, String dialString) {
        if (wanted(EventClass.CALL)) {
            send(EventClass.CALL, dial("DialState", caller, peer).with("DialStatus", "RINGING"));
        }
    }

    @Override
    public void dialEnded(Channel caller, Channel peer, String status, String dialString) {
        if (wanted(EventClass.CALL)) {
            send(EventClass.CALL, dial("DialEnd", caller, peer).with("DialStatus", status));
        }
    }

    private void ofBridge(String name, Bridge bridge, Channel channel) {
        if (wanted(EventClass.CALL)) {
            Packet packet = event(name, EventClass.CALL).bridge(bridge);
            send(EventClass.CALL, channel == null ? packet : packet.channel(channel));
        }
    }

    @Override
    public void bridgeCreated(Bridge bridge) {
        ofBridge("BridgeCreate", bridge, null);
    }

    @Override
    public void bridgeEntered(Bridge bridge, Channel channel) {
        ofBridge("BridgeEnter", bridge, channel);
    }

    @Override
    public void bridgeLeft(Bridge bridge, Channel channel) {
        ofBridge("BridgeLeave", bridge, channel);
    }

    @Override
    public void bridgeDestroyed(Bridge bridge) {
        ofBridge("BridgeDestroy", bridge, null);
    }

    @Override
    public void deviceStateChanged(String device, String state) {
        if (wanted(EventClass.CALL)) {
            send(
                    EventClass.CALL,
                    event("DeviceStateChange", EventClass.CALL)
                            .with("Device", device)
                            .with("State", state));
        }
    }

    @Override
    public void registrationChanged(Endpoint phone) {
        String endpoint = phone.resource();
        boolean reachable = phone.registered();
        if (wanted(EventClass.SYSTEM)) {
            send(
                    EventClass.SYSTEM,
                    event("PeerStatus", EventClass.SYSTEM)
                            .with("ChannelType", "PJSIP")
                            .with("Peer", "PJSIP/" + endpoint)
                            .with("PeerStatus", reachable ? "Reachable" : "Unreachable"));
            send(
                    EventClass.SYSTEM,
                    event("ContactStatus", EventClass.SYSTEM)
                            .with("URI", "sip:" + endpoint + "@127.0.0.1:5060")
                            .with("ContactStatus", reachable ? "NonQualified" : "Removed")
                            .with("AOR", endpoint)
                            .with("EndpointName", endpoint)
                            .with("RoundtripUsec", "0"));
        }
    }

    @Override
    public void musicStarted(Channel channel) {
        if (wanted(EventClass.CALL)) {
            send(
                    EventClass.CALL,
                    event("MusicOnHoldStart", EventClass.CALL).channel(channel).with("Class", "default"));
        }
    }

    @Override
    public void musicStopped(Channel channel) {
        ofChannel("MusicOnHoldStop", channel);
    }

    @Override
    public void held(Channel channel) {
        if (wanted(EventClass.CALL)) {
            send(
                    EventClass.CALL,
                    event("Hold", EventClass.CALL).channel(channel).with("MusicClass", "default"));
        }
    }

    @Override
    public void unheld(Channel channel) {
        ofChannel("Unhold", channel);
    }

    @Override
    public void digitBegan(Channel channel, char digit) {
        if (wanted(EventClass.DTMF)) {
            send(
                    EventClass.DTMF,
                    event("DTMFBegin", EventClass.DTMF)
                            .channel(channel)
                            .with("Digit", String.valueOf(digit))
                            .with("Direction", "Received"));
        }
    }

    @Override
    public void digitEnded(Channel channel, char digit, int millis) {
        if (wanted(EventClass.DTMF)) {
            send(
                    EventClass.DTMF,
                    event("DTMFEnd", EventClass.DTMF)
                            .channel(channel)
                            .with("Digit", String.valueOf(digit))
                            .with("DurationMs", millis)
                            .with("Direction", "Received"));
        }
    }
}
