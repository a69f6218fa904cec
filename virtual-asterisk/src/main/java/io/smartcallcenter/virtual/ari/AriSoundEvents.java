package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.dialplan.LiveRecording;
import io.smartcallcenter.virtual.dialplan.Playback;
import io.smartcallcenter.virtual.pbx.PbxEvents;

/** What is played and recorded, as ARI events. */
final class AriSoundEvents implements PbxEvents {

    private final Applications applications;

    AriSoundEvents(Applications applications) {
        this.applications = applications;
    }

    private void playback(String type, Playback playback) {
        applications.publish(type, playback.channel().id(), json -> playback(json.name("playback"), playback));
    }

    @Override
    public void playbackStarted(Playback playback) {
        playback("PlaybackStarted", playback);
    }

    @Override
    public void playbackContinued(Playback playback) {
        playback("PlaybackContinuing", playback);
    }

    @Override
    public void playbackFinished(Playback playback) {
        playback("PlaybackFinished", playback);
    }

    static JsonText playback(JsonText json, Playback playback) {
        json.open().with("id", playback.id()).with("media_uri", playback.media());
        if (playback.nextMedia() != null) {
            json.with("next_media_uri", playback.nextMedia());
        }
        return json.with("target_uri", "channel:" + playback.channel().id())
                .with("language", "en")
                .with("state", playback.state())
                .close();
    }

    private void recording(String type, LiveRecording recording) {
        applications.publish(type, recording.channel().id(), json -> recording(json.name("recording"), recording));
    }

    @Override
    public void recordingStarted(LiveRecording recording) {
        recording("RecordingStarted", recording);
    }

    @Override
    public void recordingFinished(LiveRecording recording) {
        recording("RecordingFinished", recording);
    }

    static JsonText recording(JsonText json, LiveRecording recording) {
        json.open()
                .with("name", recording.wish().name())
                .with("format", recording.wish().format())
                .with("state", recording.state())
                .with("target_uri", "channel:" + recording.channel().id());
        if (recording.duration() >= 0) {
            json.with("duration", recording.duration());
        }
        if (recording.talking() >= 0) {
            json.with("talking_duration", recording.talking());
            json.with("silence_duration", recording.duration() - recording.talking());
        }
        return json.close();
    }
}
