package io.smartcallcenter.virtual.dialplan;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** res_stasis_recording: what applications record of their channels. The finished ones are kept by name and format only. */
public final class Recordings {

    private final Map<String, Recorder> live = new LinkedHashMap<>();
    private final VirtualClock clock;
    private final PbxEvents events;
    private final AstDb astDb;

    Recordings(VirtualClock clock, PbxEvents events, AstDb astDb) {
        this.clock = clock;
        this.events = events;
        this.astDb = astDb;
    }

    /** Names and formats of the finished ones. */
    public Map<String, String> stored() {
        return astDb.recordings();
    }

    /** Null when there is none under way. */
    public LiveRecording get(String name) {
        Recorder recorder = live.get(name);
        return recorder == null ? null : recorder.recording;
    }

    /** Records after everything that the channel has been asked before. The name must be free. */
    public void record(Stasis.Held held, LiveRecording recording) {
        Recorder recorder = new Recorder(recording);
        live.put(recording.wish().name(), recorder);
        held.commands().add(recorder::begin);
    }

    /** Ends it and keeps it, or throws it away. */
    public void stop(String name, boolean keep) {
        Recorder recorder = live.get(name);
        if (recorder != null) {
            recorder.finish(keep ? "done" : "canceled");
        }
    }

    /** What the far end says is no longer written down, or is again; the time goes on. */
    public void pause(String name, boolean paused) {
        Recorder recorder = live.get(name);
        if (recorder != null) {
            recorder.recording.state(paused ? "paused" : "recording");
        }
    }

    /** A digit of the far end may end the recording. */
    public void digit(Channel channel, char digit) {
        of(channel).stream()
                .filter(recorder -> recorder.done != null && recorder.recording.endsWith(digit))
                .forEach(recorder -> recorder.finish("done"));
    }

    void channelLeaves(Channel channel) {
        of(channel).forEach(recorder -> recorder.finish("done"));
    }

    private List<Recorder> of(Channel channel) {
        return live.values().stream()
                .filter(recorder -> recorder.recording.channel() == channel)
                .toList();
    }

    private final class Recorder {

        private final LiveRecording recording;
        private Runnable done;
        private Timer end;
        private long began;
        private long speaks;

        private Recorder(LiveRecording recording) {
            this.recording = recording;
        }

        private void begin(Runnable whenDone) {
            if (live.get(recording.wish().name()) != this) {
                whenDone.run();
                return;
            }
            done = whenDone;
            began = clock.now();
            speaks = recording.channel().party().speaks().toMillis() * 1000;
            recording.state("recording");
            events.recordingStarted(recording);
            long limit = limit();
            if (limit < Long.MAX_VALUE) {
                end = clock.afterMicros(limit, () -> finish("done"));
            }
        }

        private long limit() {
            LiveRecording.Wish wish = recording.wish();
            long duration = wish.maxDurationSeconds() > 0
                    ? Duration.ofSeconds(wish.maxDurationSeconds()).toNanos() / 1000
                    : Long.MAX_VALUE;
            long silence = wish.maxSilenceSeconds() > 0
                    ? speaks + Duration.ofSeconds(wish.maxSilenceSeconds()).toNanos() / 1000
                    : Long.MAX_VALUE;
            return Math.min(duration, silence);
        }

        /** One that is ended before its turn leaves no event. */
        private void finish(String state) {
            live.remove(recording.wish().name());
            if (done == null) {
                return;
            }
            if (end != null) {
                end.cancel();
            }
            long lasted = clock.now() - began;
            recording.lasted(lasted / 1_000_000, Math.min(lasted, speaks) / 1_000_000);
            recording.state(state);
            if (state.equals("done")) {
                astDb.recordings().put(recording.wish().name(), recording.wish().format());
            }
            events.recordingFinished(recording);
            done.run();
        }
    }
}
