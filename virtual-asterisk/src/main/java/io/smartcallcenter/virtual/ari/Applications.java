package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.clock.Timestamps;
import io.smartcallcenter.virtual.link.Outbound;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.vertx.core.http.ServerWebSocket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The connected applications and who hears which event. */
final class Applications {

    private final Map<String, Application> byName = new LinkedHashMap<>();
    private final Pbx pbx;
    private final Timestamps timestamps = new Timestamps();

    Applications(Pbx pbx) {
        this.pbx = pbx;
    }

    Application get(String name) {
        return byName.get(name);
    }

    Collection<Application> all() {
        return byName.values();
    }

    JsonText json() {
        return new JsonText(timestamps);
    }

    /** The newest socket takes over; the one before is told so and stays open in silence (trace 20). */
    void connect(String name, ServerWebSocket socket, Outbound outbound, boolean subscribeAll) {
        Application app = byName.get(name);
        if (app == null) {
            app = new Application(name);
            byName.put(name, app);
        } else {
            send(app, "ApplicationReplaced", body -> {});
        }
        app.connected(socket, outbound, subscribeAll);
        pbx.stasis().connected(name);
    }

    /** Only the newest socket matters: with it goes the application. */
    void disconnect(ServerWebSocket socket) {
        byName.values().removeIf(app -> {
            boolean gone = app.socket() == socket;
            if (gone) {
                pbx.stasis().disconnected(app.name());
            }
            return gone;
        });
    }

    void forgetAll() {
        byName.keySet().forEach(pbx.stasis()::disconnected);
        byName.clear();
    }

    /** Sends to one application, whatever it has subscribed to. */
    void send(Application app, String type, Consumer<JsonText> body) {
        if (app.disallowed().contains(type)
                || !app.allowed().isEmpty() && !app.allowed().contains(type)) {
            return;
        }
        app.send(encode(type, body) + ending(app));
    }

    /** Sends to all that want it; the body is written at most once. */
    void publish(String type, String channelId, Consumer<JsonText> body) {
        String encoded = null;
        for (Application app : byName.values()) {
            if (app.wants(type, channelId)) {
                encoded = encoded == null ? encode(type, body) : encoded;
                app.send(encoded + ending(app));
            }
        }
    }

    private String encode(String type, Consumer<JsonText> body) {
        JsonText json =
                json().open().with("type", type).time("timestamp", pbx.clock().now());
        body.accept(json);
        return json.with("asterisk_id", Pbx.ENTITY_ID).toString();
    }

    private static String ending(Application app) {
        return ",\"application\":\"" + app.name() + "\"}";
    }

    JsonText describe(JsonText json, Application app) {
        json.open().with("name", app.name());
        topics(json, "channel_ids", app, "__AST_CHANNEL_ALL_TOPIC");
        topics(json, "bridge_ids", app, "__AST_BRIDGE_ALL_TOPIC");
        topics(json, "endpoint_ids", app, "__AST_ENDPOINT_ALL_TOPIC");
        topics(json, "device_names", app, "__AST_DEVICE_STATE_ALL_TOPIC");
        types(json, "events_allowed", app.allowed());
        types(json, "events_disallowed", app.disallowed());
        return json.close();
    }

    private static void topics(JsonText json, String name, Application app, String topic) {
        json.name(name).openList();
        if (app.subscribedToAll()) {
            json.value(topic);
        } else if (name.equals("channel_ids")) {
            app.channels().forEach(json::value);
        }
        json.closeList();
    }

    private static void types(JsonText json, String name, Collection<String> types) {
        json.name(name).openList();
        types.forEach(type -> json.open().with("type", type).close());
        json.closeList();
    }
}
