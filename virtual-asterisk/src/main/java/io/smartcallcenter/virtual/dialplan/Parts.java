package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.bridge.Bridges;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Devices;
import io.smartcallcenter.virtual.pbx.PbxEvents;

/** What the applications of the dialplan work with. */
public record Parts(VirtualClock clock, PbxEvents events, Devices devices, Channels channels, Bridges bridges) {}
