package io.smartcallcenter.virtual.bridge;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The bridges of the PBX and who enters and leaves them. */
public final class Bridges {

    private final Map<String, Bridge> byId = new LinkedHashMap<>();
    private final VirtualClock clock;
    private final PbxEvents events;

    public Bridges(VirtualClock clock, PbxEvents events) {
        this.clock = clock;
        this.events = events;
    }

    public Bridge get(String id) {
        return byId.get(id);
    }

    public Collection<Bridge> all() {
        return byId.values();
    }

    public Bridge create(String id, String name, boolean stasis) {
        Bridge bridge = new Bridge(id == null ? UUID.randomUUID().toString() : id, name, stasis, clock.now());
        byId.put(bridge.id(), bridge);
        events.bridgeCreated(bridge);
        return bridge;
    }

    public void enter(Bridge bridge, Channel channel) {
        if (channel.bridge() != null) {
            leave(channel);
        }
        bridge.channels().add(channel);
        channel.bridge(bridge);
        events.bridgeEntered(bridge, channel);
        if (bridge.channels().size() == 2) {
            // The technology changes after both have been reported with the simple one.
            bridge.technologyNative(bridge.channels().stream().noneMatch(Channel::local));
            for (Channel each : List.copyOf(bridge.channels())) {
                peer(each, bridge.other(each).name(), bridge.other(each).protocolId());
            }
            for (Channel each : List.copyOf(bridge.channels())) {
                each.party().connected(each);
            }
        }
    }

    public void leave(Channel channel) {
        Bridge bridge = channel.bridge();
        if (bridge == null) {
            return;
        }
        if (channel.variables().containsKey("BRIDGEPEER")) {
            peer(channel, "", "");
        }
        bridge.channels().remove(channel);
        channel.bridge(null);
        events.bridgeLeft(bridge, channel);
        if (bridge.stasis()) {
            bridge.technologyNative(false);
        }
    }

    /** One takes another's place; nobody is alone in between (trace 16). */
    public void swap(Channel out, Channel in) {
        Bridge bridge = out.bridge();
        bridge.channels().remove(out);
        out.bridge(null);
        events.bridgeLeft(bridge, out);
        bridge.channels().add(in);
        in.bridge(bridge);
        events.bridgeEntered(bridge, in);
        bridge.technologyNative(false);
    }

    private void peer(Channel channel, String name, String callId) {
        channel.variables().put("BRIDGEPEER", name);
        events.variableSet(channel, "BRIDGEPEER", name);
        channel.variables().put("BRIDGEPVTCALLID", callId);
        events.variableSet(channel, "BRIDGEPVTCALLID", callId);
    }

    /** A transfer takes the direct path between the two phones back into the PBX first (trace 15). */
    public void simplify(Bridge bridge) {
        bridge.technologyNative(false);
    }

    /** Everyone leaves, then the bridge is gone. */
    public void destroy(Bridge bridge) {
        for (Channel channel : List.copyOf(bridge.channels())) {
            leave(channel);
        }
        byId.remove(bridge.id());
        events.bridgeDestroyed(bridge);
    }
}
