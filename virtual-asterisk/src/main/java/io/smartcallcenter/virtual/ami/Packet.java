package io.smartcallcenter.virtual.ami;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.Timestamps;

/** An AMI packet under construction: {@code Key: value} lines that end with an empty one. */
final class Packet {

    private static final String UNKNOWN = "<unknown>";

    private final StringBuilder text = new StringBuilder(1024);

    static Packet event(String name, EventClass cls, long micros) {
        Packet packet = new Packet().with("Event", name).with("Privilege", cls.text() + ",all");
        packet.text.append("Timestamp: ");
        Timestamps.ami(packet.text, micros);
        packet.text.append("\r\n");
        return packet;
    }

    /** An event that answers an action: no privilege and no time. */
    static Packet listItem(String name) {
        return new Packet().with("Event", name);
    }

    static Packet response(String response, String actionId) {
        Packet packet = new Packet().with("Response", response);
        return actionId == null ? packet : packet.with("ActionID", actionId);
    }

    Packet with(String key, String value) {
        text.append(key).append(": ");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // A caller's name must not be able to end the line.
            text.append(c == '\r' || c == '\n' ? ' ' : c);
        }
        text.append("\r\n");
        return this;
    }

    Packet with(String key, long value) {
        text.append(key).append(": ").append(value).append("\r\n");
        return this;
    }

    Packet flag(String key, boolean value) {
        return with(key, value ? 1 : 0);
    }

    Packet channel(Channel channel) {
        return channel("", channel);
    }

    /** The block of a channel, each key with a prefix such as {@code Dest}. */
    Packet channel(String prefix, Channel channel) {
        with(prefix + "Channel", channel.name());
        with(prefix + "ChannelState", channel.state().number());
        with(prefix + "ChannelStateDesc", channel.state().text());
        party(prefix, channel);
        with(prefix + "Language", "en");
        with(prefix + "AccountCode", "");
        with(prefix + "Context", channel.context());
        with(prefix + "Exten", channel.exten());
        with(prefix + "Priority", channel.priority());
        with(prefix + "Uniqueid", channel.id());
        return with(prefix + "Linkedid", channel.linkedid());
    }

    Packet party(String prefix, Channel channel) {
        CallerId caller = channel.caller();
        CallerId connected = channel.connected();
        with(prefix + "CallerIDNum", orUnknown(caller.number()));
        with(prefix + "CallerIDName", orUnknown(caller.name()));
        with(prefix + "ConnectedLineNum", orUnknown(connected.number()));
        return with(prefix + "ConnectedLineName", orUnknown(connected.name()));
    }

    private static String orUnknown(String value) {
        return value.isEmpty() ? UNKNOWN : value;
    }

    Packet bridge(Bridge bridge) {
        return bridge("", bridge);
    }

    Packet bridge(String prefix, Bridge bridge) {
        with(prefix + "BridgeUniqueid", bridge.id());
        with(prefix + "BridgeType", bridge.kind());
        with(prefix + "BridgeTechnology", bridge.technology());
        with(prefix + "BridgeCreator", bridge.stasis() ? "Stasis" : UNKNOWN);
        with(prefix + "BridgeName", orUnknown(bridge.name()));
        with(prefix + "BridgeNumChannels", bridge.channels().size());
        return with(prefix + "BridgeVideoSourceMode", bridge.stasis() ? "talker" : "none");
    }

    String end() {
        return text.append("\r\n").toString();
    }
}
