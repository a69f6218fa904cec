package io.smartcallcenter.gateway.ari;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What we do with channels, bridges and playbacks: one method per ARI request, names as in Asterisk's ARI documents. */
public final class AriCalls {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ");

    private final AriRest rest;
    private final String app;

    public AriCalls(AriRest rest, String app) {
        this.rest = rest;
        this.app = app;
    }

    public Future<Void> answer(String channel) {
        return post(AriPath.of("channels", channel, "answer"), Map.of());
    }

    public Future<Void> ring(String channel) {
        return post(AriPath.of("channels", channel, "ring"), Map.of());
    }

    public Future<Void> setVariable(String channel, String variable, String value) {
        return post(AriPath.of("channels", channel, "variable"), query("variable", variable, "value", value));
    }

    /** Leaves the application and goes on in the dialplan at priority 1. */
    public Future<Void> continueAt(String channel, String context, String extension) {
        return post(
                AriPath.of("channels", channel, "continue"),
                query("context", context, "extension", extension, "priority", "1"));
    }

    /**
     * A new leg for the caller, not yet dialled. It may be dialled when its own StasisStart has come, earlier is a 409.
     * {@code originator} gives the leg the caller's Linkedid.
     */
    public Future<Void> create(String endpoint, String channelId, String caller) {
        return post(
                AriPath.of("channels", "create"),
                query(
                        "endpoint",
                        endpoint,
                        "app",
                        app,
                        "appArgs",
                        "dialed," + caller,
                        "channelId",
                        channelId,
                        "originator",
                        caller));
    }

    public Future<Void> dial(String channel, String caller, int timeoutS) {
        return post(
                AriPath.of("channels", channel, "dial"),
                query("caller", caller, "timeout", Integer.toString(timeoutS)));
    }

    /** @param reason an ARI hangup reason: {@code normal}, {@code busy}, {@code congestion}... */
    public Future<Void> hangup(String channel, String reason) {
        return rest.delete(AriPath.of("channels", channel), query("reason", reason))
                .mapEmpty();
    }

    /** @param media one ARI media URI or several, separated by commas */
    public Future<Void> play(String channel, String playbackId, String media) {
        return post(AriPath.of("channels", channel, "play", playbackId), query("media", media));
    }

    public Future<Void> stopPlayback(String playbackId) {
        return rest.delete(AriPath.of("playbacks", playbackId), Map.of()).mapEmpty();
    }

    /** Fails with 404 when it is over. */
    public Future<Void> playback(String playbackId) {
        return rest.get(AriPath.of("playbacks", playbackId)).mapEmpty();
    }

    /**
     * Beeps and records what the channel says.
     *
     * @param maxS longest duration, 0 = no limit
     * @param silenceS ends it, 0 = never
     * @param terminator {@code none}, {@code any}, {@code *} or {@code #}
     */
    public Future<Void> record(String channel, String name, String format, int maxS, int silenceS, String terminator) {
        return post(
                AriPath.of("channels", channel, "record"),
                query(
                        "name",
                        name,
                        "format",
                        format,
                        "maxDurationSeconds",
                        Integer.toString(maxS),
                        "maxSilenceSeconds",
                        Integer.toString(silenceS),
                        "ifExists",
                        "fail",
                        "beep",
                        "true",
                        "terminateOn",
                        terminator));
    }

    /** Fails with 404 when it is over. */
    public Future<Void> liveRecording(String name) {
        return rest.get(AriPath.of("recordings", "live", name)).mapEmpty();
    }

    public Future<Void> createBridge(String bridge) {
        return post(AriPath.of("bridges"), query("type", "mixing", "bridgeId", bridge));
    }

    public Future<Void> addToBridge(String bridge, String first, String second) {
        return post(AriPath.of("bridges", bridge, "addChannel"), query("channel", first + "," + second));
    }

    public Future<Void> destroyBridge(String bridge) {
        return rest.delete(AriPath.of("bridges", bridge), Map.of()).mapEmpty();
    }

    /** The state of one channel: {@code Ring}, {@code Up}... Fails with 404 when it does not exist any more. */
    public Future<String> channelState(String channel) {
        return rest.get(AriPath.of("channels", channel))
                .map(body -> AriFrame.object(body.getBytes()).get("state") instanceof String state ? state : "");
    }

    public Future<List<Map<String, Object>>> channels() {
        return rest.get(AriPath.of("channels")).map(AriCalls::objects);
    }

    public Future<List<Map<String, Object>>> bridges() {
        return rest.get(AriPath.of("bridges")).map(AriCalls::objects);
    }

    public Future<List<Map<String, Object>>> endpoints() {
        return rest.get(AriPath.of("endpoints")).map(AriCalls::objects);
    }

    /** When this Asterisk was started, by its own clock; null if it does not say. */
    public Future<Instant> started() {
        return rest.get(AriPath.of("asterisk", "info")).map(AriCalls::started);
    }

    private static Instant started(Buffer info) {
        if (info == null) {
            return null;
        }
        try {
            JsonObject status = new JsonObject(info).getJsonObject("status");
            return status == null
                    ? null
                    : OffsetDateTime.parse(status.getString("startup_time", ""), TIME)
                            .toInstant();
        } catch (DecodeException | ClassCastException | DateTimeException e) {
            return null;
        }
    }

    /** More than half of all frames are of these types, and nobody needs them. Lost with the WebSocket: set at each connect. */
    public Future<Void> filterEvents(List<String> disallowed) {
        JsonArray types = new JsonArray();
        disallowed.forEach(type -> types.add(new JsonObject().put("type", type)));
        return rest.put(AriPath.of("applications", app, "eventFilter"), new JsonObject().put("disallowed", types))
                .mapEmpty();
    }

    private Future<Void> post(String path, Map<String, String> query) {
        return rest.post(path, query).mapEmpty();
    }

    private static Map<String, String> query(String... namesAndValues) {
        Map<String, String> query = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return query;
    }

    private static List<Map<String, Object>> objects(Buffer body) {
        return AriFrame.objects(body.getBytes());
    }
}
