package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.channel.Occupation;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** res_stasis: the channels that an ARI application holds, and what it plays to them. */
public final class Stasis {

    private final Set<String> connected = new HashSet<>();
    private final PbxEvents events;
    private final Playbacks playbacks;
    private final Recordings recordings;
    private final Channels channels;

    public Stasis(VirtualClock clock, PbxEvents events, Channels channels, AstDb astDb) {
        this.events = events;
        this.playbacks = new Playbacks(clock, events);
        this.recordings = new Recordings(clock, events, astDb);
        this.channels = channels;
    }

    public Playbacks playbacks() {
        return playbacks;
    }

    public Recordings recordings() {
        return recordings;
    }

    /** A channel in Stasis; it stays, even when the application disconnects (REPORT: for ever). */
    public final class Held implements Occupation {

        private final Channel channel;
        private final String app;
        private final Commands commands = new Commands();

        private Held(Channel channel, String app) {
            this.channel = channel;
            this.app = app;
        }

        public String app() {
            return app;
        }

        public Channel channel() {
            return channel;
        }

        Commands commands() {
            return commands;
        }

        @Override
        public void ending(Channel gone, Ending how) {
            leave();
        }

        @Override
        public void digit(Channel presses, char digit) {
            recordings.digit(channel, digit);
        }

        private void leave() {
            commands.close();
            channelBridge();
            playbacks.silence(channel);
            recordings.channelLeaves(channel);
            events.stasisEnded(channel, app);
        }

        private void channelBridge() {
            if (channel.bridge() != null) {
                leaveBridge.accept(channel);
            }
        }
    }

    private Consumer<Channel> leaveBridge = channel -> {};

    /** In trace 08 a channel leaves its bridge before its StasisEnd. */
    public void leavingBridgesWith(Consumer<Channel> leave) {
        leaveBridge = leave;
    }

    public void connected(String app) {
        connected.add(app);
    }

    public void disconnected(String app) {
        connected.remove(app);
    }

    public boolean isConnected(String app) {
        return connected.contains(app);
    }

    /** Stasis(app,args): false, and STASISSTATUS=FAILED, when no such application is connected. */
    boolean enter(Channel channel, String app, List<String> args) {
        channels.variable(channel, "STASISSTATUS", "");
        if (!connected.contains(app)) {
            channels.variable(channel, "STASISSTATUS", "FAILED");
            return false;
        }
        channel.occupation(new Held(channel, app));
        events.stasisStarted(channel, app, args);
        return true;
    }

    /** A channel takes the place of one in Stasis: the application hears of it by a StasisStart with {@code replace_channel}. */
    void replace(Channel held, Channel by) {
        String app = held(held).app();
        by.running("Stasis", app);
        by.occupation(new Held(by, app));
        events.stasisReplaced(by, app, held);
    }

    /** The application's hold on the channel, or null. */
    public Held held(Channel channel) {
        return channel.occupation() instanceof Held held ? held : null;
    }

    /** Lets the channel go back to the dialplan once everything that it was asked before is done; then {@code dialplan} runs. */
    public void release(Held held, Runnable dialplan) {
        held.commands.add(done -> {
            held.channel.occupation(Occupation.NONE);
            held.leave();
            channels.variable(held.channel, "STASISSTATUS", "SUCCESS");
            dialplan.run();
        });
    }
}
