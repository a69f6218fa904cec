package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** res_stasis_playback: what applications play to their channels. */
public final class Playbacks {

    private final Map<String, Playing> byId = new LinkedHashMap<>();
    private final VirtualClock clock;
    private final PbxEvents events;

    Playbacks(VirtualClock clock, PbxEvents events) {
        this.clock = clock;
        this.events = events;
    }

    /** Plays after everything that the channel has been asked before. */
    public void play(Stasis.Held held, Playback playback) {
        Playing playing = new Playing(playback);
        byId.put(playback.id(), playing);
        held.commands().add(playing::begin);
    }

    /** Null when there is none: one that has ended is forgotten. */
    public Playback get(String id) {
        Playing playing = byId.get(id);
        return playing == null ? null : playing.playback;
    }

    public void stop(String id) {
        Playing playing = byId.get(id);
        if (playing != null) {
            playing.finish();
        }
    }

    void silence(Channel channel) {
        List.copyOf(byId.values()).stream()
                .filter(playing -> playing.playback.channel() == channel)
                .forEach(Playing::finish);
    }

    private final class Playing {

        private final Playback playback;
        private Runnable done;
        private Timer end;
        private boolean failed;

        private Playing(Playback playback) {
            this.playback = playback;
        }

        private void begin(Runnable whenDone) {
            if (byId.get(playback.id()) != this) {
                whenDone.run();
                return;
            }
            done = whenDone;
            playback.state("playing");
            events.playbackStarted(playback);
            sound();
        }

        private void sound() {
            Optional<Duration> length = Media.length(playback.media());
            failed = length.isEmpty();
            end = clock.after(length.orElse(Duration.ZERO), this::next);
        }

        private void next() {
            if (playback.nextMedia() == null) {
                finish();
            } else {
                playback.goOn();
                events.playbackContinued(playback);
                sound();
            }
        }

        /** One that is stopped before its turn leaves no event. */
        private void finish() {
            byId.remove(playback.id());
            if (done != null) {
                end.cancel();
                playback.state(failed ? "failed" : "done");
                events.playbackFinished(playback);
                done.run();
            }
        }
    }
}
