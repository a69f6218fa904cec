package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.Timestamps;
import io.smartcallcenter.virtual.device.Endpoint;

/** Writes ARI's JSON straight into text: an event is encoded once, without a tree of maps. */
final class JsonText {

    private final StringBuilder text = new StringBuilder(1024);
    private final Timestamps timestamps;
    private boolean first = true;

    JsonText(Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    JsonText open() {
        separate();
        text.append('{');
        first = true;
        return this;
    }

    JsonText close() {
        text.append('}');
        first = false;
        return this;
    }

    JsonText openList() {
        separate();
        text.append('[');
        first = true;
        return this;
    }

    JsonText closeList() {
        text.append(']');
        first = false;
        return this;
    }

    private void separate() {
        if (!first) {
            text.append(',');
        }
        first = false;
    }

    JsonText name(String name) {
        separate();
        string(name);
        text.append(':');
        first = true;
        return this;
    }

    JsonText with(String name, String value) {
        name(name);
        return value(value);
    }

    JsonText with(String name, long value) {
        name(name);
        first = false;
        text.append(value);
        return this;
    }

    JsonText with(String name, boolean value) {
        name(name);
        first = false;
        text.append(value);
        return this;
    }

    JsonText time(String name, long micros) {
        return with(name, timestamps.ari(micros));
    }

    JsonText value(String value) {
        separate();
        string(value);
        return this;
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (c < 0x20) {
                        text.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    JsonText channel(Channel channel) {
        open();
        with("id", channel.id());
        with("name", channel.name());
        with("state", channel.state().text());
        with("protocol_id", channel.protocolId());
        party("caller", channel.caller());
        party("connected", channel.connected());
        with("accountcode", "");
        name("dialplan").open();
        with("context", channel.context());
        with("exten", channel.exten());
        with("priority", channel.priority());
        with("app_name", channel.application());
        with("app_data", channel.applicationData());
        close();
        time("creationtime", channel.created());
        with("language", "en");
        return close();
    }

    private void party(String name, CallerId party) {
        name(name)
                .open()
                .with("name", party.name())
                .with("number", party.number())
                .close();
    }

    JsonText endpoint(Endpoint endpoint) {
        open().with("technology", "PJSIP").with("resource", endpoint.resource());
        with("state", endpoint.registered() ? "online" : "offline")
                .name("channel_ids")
                .openList();
        endpoint.channels().forEach(channel -> value(channel.id()));
        return closeList().close();
    }

    JsonText bridge(Bridge bridge) {
        open();
        with("id", bridge.id());
        with("technology", bridge.technology());
        with("bridge_type", "mixing");
        with("bridge_class", bridge.kind());
        with("creator", bridge.stasis() ? "Stasis" : "");
        with("name", bridge.name());
        name("channels").openList();
        bridge.channels().forEach(channel -> value(channel.id()));
        closeList();
        time("creationtime", bridge.created());
        with("video_mode", bridge.stasis() ? "talker" : "none");
        return close();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
