package io.smartcallcenter.virtual.pbx;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.bridge.Bridges;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Devices;
import io.smartcallcenter.virtual.dialplan.AttendedTransfer;
import io.smartcallcenter.virtual.dialplan.Dialplan;
import io.smartcallcenter.virtual.dialplan.Parts;
import io.smartcallcenter.virtual.dialplan.Stasis;
import io.smartcallcenter.virtual.queue.Queues;

/** One run of the PBX, from its start to its stop or kill. Everything in it belongs to one thread. */
public final class Pbx {

    /** The Asterisk that this one imitates. */
    public static final String VERSION = "22.10.1";

    /** The {@code asterisk_id} of every ARI event. */
    public static final String ENTITY_ID = "02:5c:c0:00:00:01";

    private final VirtualClock clock;
    private final EventBus bus = new EventBus();
    private final Devices devices;
    private final Bridges bridges;
    private final Channels channels;
    private final Queues queues;
    private final Stasis stasis;
    private final Dialplan dialplan;
    private final AttendedTransfer attendedTransfer;
    private final long started;

    public Pbx(VirtualClock clock, String app, AstDb astDb) {
        PbxEvents events = bus.all();
        this.clock = clock;
        astDb.booted(clock.seconds());
        this.started = clock.now();
        this.devices = new Devices(events, astDb);
        this.bridges = new Bridges(clock, events);
        this.channels = new Channels(clock, events, devices, bridges, astDb);
        this.queues = new Queues(clock, events, devices, channels, bridges, astDb);
        this.stasis = new Stasis(clock, events, channels, astDb);
        Parts parts = new Parts(clock, events, devices, channels, bridges);
        this.dialplan = new Dialplan(parts, queues, stasis, app);
        this.attendedTransfer = new AttendedTransfer(parts, stasis);
        stasis.leavingBridgesWith(bridges::leave);
        queues.runningLocalChannelsIn(channel -> {
            channel.startsDialplan();
            dialplan.enter(channel, channel.context(), channel.exten());
        });
    }

    public VirtualClock clock() {
        return clock;
    }

    public EventBus bus() {
        return bus;
    }

    /** What is told to it is told to everybody on the bus. */
    public PbxEvents events() {
        return bus.all();
    }

    public Devices devices() {
        return devices;
    }

    public Bridges bridges() {
        return bridges;
    }

    public Channels channels() {
        return channels;
    }

    public Queues queues() {
        return queues;
    }

    public Stasis stasis() {
        return stasis;
    }

    public Dialplan dialplan() {
        return dialplan;
    }

    public AttendedTransfer attendedTransfer() {
        return attendedTransfer;
    }

    /** Microseconds since the epoch. */
    public long started() {
        return started;
    }
}
