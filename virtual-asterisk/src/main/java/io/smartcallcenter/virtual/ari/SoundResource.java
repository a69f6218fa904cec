package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.dialplan.LiveRecording;
import io.smartcallcenter.virtual.dialplan.Playback;
import io.smartcallcenter.virtual.dialplan.Stasis;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** {@code play} and {@code record} of a channel, {@code /ari/playbacks} and {@code /ari/recordings}. */
final class SoundResource {

    private static final Set<String> FORMATS =
            Set.of("wav", "wav16", "WAV", "wav49", "gsm", "ulaw", "alaw", "sln", "sln16", "g722", "g729", "ogg", "mp3");

    private final Pbx pbx;
    private final Applications applications;

    SoundResource(Pbx pbx, Applications applications) {
        this.pbx = pbx;
        this.applications = applications;
    }

    AriResponse play(AriRequest request, Stasis.Held held) {
        String media = request.required("media", "At least one media resource is required");
        String id = request.depth() > 3
                ? request.at(3)
                : request.parameter("playbackId", UUID.randomUUID().toString());
        if (pbx.stasis().playbacks().get(id) != null) {
            throw AriError.conflict("Playback ID already exists");
        }
        // The answer says what was true before the channel's own thread begins to play.
        Playback queued = new Playback(id, List.of(media.split(",")), held.channel());
        String answer = AriSoundEvents.playback(applications.json(), queued).toString();
        pbx.stasis().playbacks().play(held, queued);
        return new AriResponse(201, answer);
    }

    AriResponse record(AriRequest request, Channel channel, Stasis.Held held) {
        LiveRecording.Wish wish = new LiveRecording.Wish(
                request.required("name", "Recording name is required"),
                request.required("format", "Recording format is required"),
                seconds(request, "maxDurationSeconds"),
                seconds(request, "maxSilenceSeconds"),
                terminateOn(request));
        if (!FORMATS.contains(wish.format())) {
            throw AriError.unprocessable("specified format is unknown on this system");
        }
        if (channel.bridge() != null) {
            throw AriError.conflict("Channel is currently bridged with other channels");
        }
        boolean exists = pbx.stasis().recordings().stored().containsKey(wish.name());
        if (pbx.stasis().recordings().get(wish.name()) != null
                || exists && request.parameter("ifExists", "fail").equals("fail")) {
            throw AriError.conflict("Recording '" + wish.name() + "' already exists and can not be overwritten");
        }
        LiveRecording queued = new LiveRecording(wish, channel);
        String answer = AriSoundEvents.recording(applications.json(), queued).toString();
        pbx.stasis().recordings().record(held, queued);
        return new AriResponse(201, answer);
    }

    private static int seconds(AriRequest request, String name) {
        String given = request.parameter(name, "0");
        if (!given.matches("\\d{1,6}")) {
            throw AriError.badRequest(name + " cannot be negative");
        }
        return Integer.parseInt(given);
    }

    private static String terminateOn(AriRequest request) {
        String given = request.parameter("terminateOn", "none");
        if (!Set.of("none", "any", "*", "#").contains(given)) {
            throw AriError.badRequest("terminateOn invalid");
        }
        return given;
    }

    AriResponse playbacks(AriRequest request) {
        Playback playback =
                request.depth() < 2 ? null : pbx.stasis().playbacks().get(request.at(1));
        if (playback == null) {
            throw AriError.notFound("Playback not found");
        }
        if (!request.is(HttpMethod.DELETE)) {
            return AriResponse.ok(AriSoundEvents.playback(applications.json(), playback));
        }
        pbx.stasis().playbacks().stop(playback.id());
        return AriResponse.NO_CONTENT;
    }

    AriResponse recordings(AriRequest request) {
        return switch (request.depth() < 2 ? "" : request.at(1)) {
            case "live" -> live(request);
            case "stored" -> stored(request);
            default -> throw AriError.notFound("Resource not found");
        };
    }

    private AriResponse live(AriRequest request) {
        LiveRecording recording =
                request.depth() < 3 ? null : pbx.stasis().recordings().get(request.at(2));
        if (recording == null) {
            throw AriError.notFound("Recording not found");
        }
        String name = recording.wish().name();
        boolean begins = request.is(HttpMethod.POST);
        switch (request.depth() == 3 ? request.method().name() : request.at(3)) {
            case "GET" -> {
                return AriResponse.ok(AriSoundEvents.recording(applications.json(), recording));
            }
            case "DELETE" -> pbx.stasis().recordings().stop(name, false);
            case "stop" -> pbx.stasis().recordings().stop(name, true);
            case "pause" -> pbx.stasis().recordings().pause(name, begins);
            case "mute" -> {
                // Nobody listens to a virtual recording.
            }
            default -> throw AriError.notFound("Resource not found");
        }
        return AriResponse.NO_CONTENT;
    }

    private AriResponse stored(AriRequest request) {
        var stored = pbx.stasis().recordings().stored();
        if (request.depth() == 2) {
            JsonText json = applications.json().openList();
            stored.forEach((name, format) -> stored(json, name, format));
            return AriResponse.ok(json.closeList());
        }
        String name = request.at(2);
        if (!stored.containsKey(name)) {
            throw AriError.notFound("Recording not found");
        }
        if (request.is(HttpMethod.DELETE)) {
            stored.remove(name);
            return AriResponse.NO_CONTENT;
        }
        return AriResponse.ok(stored(applications.json(), name, stored.get(name)));
    }

    private static JsonText stored(JsonText json, String name, String format) {
        return json.open().with("name", name).with("format", format).close();
    }
}
