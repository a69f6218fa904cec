package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.util.List;
import java.util.function.Consumer;

/** Writes what happens as ARI events; queue events are not among them, as in a real Asterisk. */
final class AriEvents implements PbxEvents {

    private final Applications applications;

    AriEvents(Applications applications) {
        this.applications = applications;
    }

    private void ofChannel(String type, Channel channel) {
        ofChannel(type, channel, json -> {});
    }

    private void ofChannel(String type, Channel channel, Consumer<JsonText> more) {
        applications.publish(type, channel.id(), json -> {
            more.accept(json);
            json.name("channel").channel(channel);
        });
    }

    @Override
    public void channelCreated(Channel channel) {
        ofChannel("ChannelCreated", channel);
    }

    @Override
    public void callerIdChanged(Channel channel) {
        ofChannel("ChannelCallerId", channel, json -> json.with("caller_presentation", 0)
                .with("caller_presentation_txt", "Presentation Allowed, Not Screened"));
    }

    @Override
    public void connectedLineChanged(Channel channel) {
        ofChannel("ChannelConnectedLine", channel);
    }

    @Override
    public void dialplanStep(Channel channel) {
        ofChannel("ChannelDialplan", channel, json -> json.with("dialplan_app", channel.application())
                .with("dialplan_app_data", channel.applicationData()));
    }

    @Override
    public void stateChanged(Channel channel) {
        ofChannel("ChannelStateChange", channel);
    }

    @Override
    public void variableSet(Channel channel, String name, String value) {
        ofChannel("ChannelVarset", channel, json -> json.with("variable", name).with("value", value));
    }

    @Override
    public void hangupRequested(Channel channel, int cause, int techCause, boolean soft) {
        ofChannel("ChannelHangupRequest", channel, json -> {
            if (cause != 0) {
                json.with("cause", cause);
            }
            if (techCause != 0) {
                json.with("tech_cause", techCause);
            }
            if (soft) {
                json.with("soft", true);
            }
        });
    }

    @Override
    public void hungUp(Channel channel, HangupCause cause, int techCause) {
        ofChannel("ChannelDestroyed", channel, json -> {
            json.with("cause", cause.code()).with("cause_txt", cause.text());
            if (techCause != 0) {
                json.with("tech_cause", techCause);
            }
        });
        for (Application app : applications.all()) {
            app.channels().remove(channel.id());
        }
    }

    private void dial(Channel caller, Channel peer, String status, String dialString) {
        applications.publish("Dial", caller == null ? peer.id() : caller.id(), json -> {
            json.with("dialstatus", status).with("forward", "").with("dialstring", dialString);
            if (caller != null) {
                json.name("caller").channel(caller);
            }
            json.name("peer").channel(peer);
        });
    }

    @Override
    public void dialBegan(Channel caller, Channel peer, String dialString) {
        dial(caller, peer, "", dialString);
    }

    @Override
    public void dialRinging(Channel caller, Channel peer, String dialString) {
        dial(caller, peer, "RINGING", dialString);
    }

    @Override
    public void dialEnded(Channel caller, Channel peer, String status, String dialString) {
        dial(caller, peer, status, dialString);
    }

    private void ofBridge(String type, Bridge bridge, Channel channel) {
        applications.publish(type, channel == null ? null : channel.id(), json -> {
            json.name("bridge").bridge(bridge);
            if (channel != null) {
                json.name("channel").channel(channel);
            }
        });
    }

    @Override
    public void bridgeCreated(Bridge bridge) {
        ofBridge("BridgeCreated", bridge, null);
    }

    @Override
    public void bridgeEntered(Bridge bridge, Channel channel) {
        ofBridge("ChannelEnteredBridge", bridge, channel);
    }

    @Override
    public void bridgeLeft(Bridge bridge, Channel channel) {
        ofBridge("ChannelLeftBridge", bridge, channel);
    }

    @Override
    public void bridgeDestroyed(Bridge bridge) {
        ofBridge("BridgeDestroyed", bridge, null);
    }

    @Override
    public void deviceStateChanged(String device, String state) {
        applications.publish("DeviceStateChanged", null, json -> json.name("device_state")
                .open()
                .with("name", device)
                .with("state", state)
                .close());
    }

    @Override
    public void registrationChanged(Endpoint endpoint) {
        applications.publish("PeerStatusChange", null, json -> json.name("endpoint")
                .endpoint(endpoint)
                .name("peer")
                .open()
                .with("peer_status", endpoint.registered() ? "Reachable" : "Unreachable")
                .close());
        applications.publish("ContactStatusChange", null, json -> json.name("endpoint")
                .endpoint(endpoint)
                .name("contact_info")
                .open()
                .with("uri", "sip:" + endpoint.resource() + "@127.0.0.1:5060")
                .with("contact_status", endpoint.registered() ? "NonQualified" : "Removed")
                .with("aor", endpoint.resource())
                .with("roundtrip_usec", "0")
                .close());
    }

    @Override
    public void held(Channel channel) {
        ofChannel("ChannelHold", channel, json -> json.with("musicclass", "default"));
    }

    @Override
    public void unheld(Channel channel) {
        ofChannel("ChannelUnhold", channel);
    }

    @Override
    public void digitEnded(Channel channel, char digit, int millis) {
        ofChannel("ChannelDtmfReceived", channel, json -> json.with("digit", String.valueOf(digit))
                .with("duration_ms", millis));
    }

    @Override
    public void stasisStarted(Channel channel, String app, List<String> args) {
        stasisStarted(channel, app, args, null);
    }

    @Override
    public void stasisReplaced(Channel channel, String app, Channel replaced) {
        stasisStarted(channel, app, List.of(), replaced);
    }

    private void stasisStarted(Channel channel, String app, List<String> args, Channel replaced) {
        toApp(app, "StasisStart", json -> {
            json.name("args").openList();
            args.forEach(json::value);
            json.closeList().name("channel").channel(channel);
            if (replaced != null) {
                json.name("replace_channel").channel(replaced);
            }
        });
        Application application = applications.get(app);
        if (application != null) {
            application.channels().add(channel.id());
        }
    }

    @Override
    public void stasisEnded(Channel channel, String app) {
        toApp(app, "StasisEnd", json -> json.name("channel").channel(channel));
        Application application = applications.get(app);
        if (application != null) {
            application.channels().remove(channel.id());
        }
    }

    private void toApp(String app, String type, Consumer<JsonText> body) {
        Application application = applications.get(app);
        if (application != null) {
            applications.send(application, type, body);
        }
    }
}
