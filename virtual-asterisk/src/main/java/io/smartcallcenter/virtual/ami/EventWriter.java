package io.smartcallcenter.virtual.ami;

import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;

/** Writes what happens as AMI events, each packet once for all sessions. Fields and their order are those of the recorded traces. */
abstract class EventWriter implements PbxEvents {

    private final VirtualClock clock;
    private final AmiServer server;

    EventWriter(VirtualClock clock, AmiServer server) {
        this.clock = clock;
        this.server = server;
    }

    final boolean wanted(EventClass cls) {
        return server.wanted(cls);
    }

    final Packet event(String name, EventClass cls) {
        return Packet.event(name, cls, server.stamp(clock.now()));
    }

    final void send(EventClass cls, Packet packet) {
        server.publish(cls, packet.end());
    }
}
