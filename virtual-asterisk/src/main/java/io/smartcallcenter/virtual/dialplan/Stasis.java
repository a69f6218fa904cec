package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.channel.Occupation;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** res_stasis: the channels that an ARI application holds, and what it plays to them. */
public final class Stasis {

    /** How long every sound lasts here. */
    private static final Duration SOUND = Duration.ofSeconds(2);

    private final Set<String> connected = new HashSet<>();
    private final Map<String, Playing> playbacks = new HashMap<>();
    private final VirtualClock clock;
    private final PbxEvents events;
    private final Channels channels;

    public Stasis(VirtualClock clock, PbxEvents events, Channels channels) {
        this.clock = clock;
        this.events = events;
        this.channels = channels;
    }

    private record Playing(Playback playback, Timer end, String app) {}

    /** A channel in Stasis; it stays, even when the application disconnects (REPORT: for ever). */
    public final class Held implements Occupation {

        private final Channel channel;
        private final String app;

        private Held(Channel channel, String app) {
            this.channel = channel;
            this.app = app;
        }

        public String app() {
            return app;
        }

        @Override
        public void ending(Channel gone, Ending how) {
            channelBridge();
            silence(channel);
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

    /** The application's hold on the channel, or null. */
    public Held held(Channel channel) {
        return channel.occupation() instanceof Held held ? held : null;
    }

    /** Lets the channel go back to the dialplan. */
    public void release(Channel channel, Held held) {
        held.channelBridge();
        silence(channel);
        channel.occupation(Occupation.NONE);
        channels.variable(channel, "STASISSTATUS", "SUCCESS");
        events.stasisEnded(channel, held.app);
    }

    public Playback play(Channel channel, String id, String media, String app) {
        Playback playback = new Playback(id, media, channel);
        Timer end = clock.after(SOUND, () -> stop(id));
        playbacks.put(id, new Playing(playback, end, app));
        events.playbackStarted(app, playback);
        return playback;
    }

    public Playback playback(String id) {
        Playing playing = playbacks.get(id);
        return playing == null ? null : playing.playback;
    }

    public void stop(String id) {
        Playing playing = playbacks.remove(id);
        if (playing != null) {
            playing.end.cancel();
            events.playbackFinished(playing.app, playing.playback);
        }
    }

    private void silence(Channel channel) {
        if (!playbacks.isEmpty()) {
            playbacks.values().stream()
                    .filter(playing -> playing.playback.channel() == channel)
                    .map(playing -> playing.playback.id())
                    .toList()
                    .forEach(this::stop);
        }
    }
}
