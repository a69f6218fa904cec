package io.smartcallcenter.bench.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * ARI: one event WebSocket, and REST that says yes to everything. A request that moves a caller ({@code continue},
 * {@code move}, {@code addChannel}, hang-up) is told to the player. Lists are empty.
 */
final class AriServer {

    private final String authorization;
    private final String apiKey;
    private final Consumer<String> moved;
    private final Runnable requested;
    private final Outflow outflow = new Outflow();
    private final Set<String> disallowed = new HashSet<>();
    private final Set<String> allowed = new HashSet<>();
    private ServerWebSocket socket;

    /**
     * @param moved is told the channel id of a caller who is moved
     * @param requested is told each request
     */
    AriServer(String username, String password, Consumer<String> moved, Runnable requested) {
        this.apiKey = username + ":" + password;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(apiKey.getBytes(UTF_8));
        this.moved = moved;
        this.requested = requested;
    }

    void on(HttpServer server) {
        server.webSocketHandler(this::connect).requestHandler(this::answer);
    }

    private void connect(ServerWebSocket opened) {
        boolean known = authorization.equals(opened.headers().get("Authorization"))
                || String.valueOf(opened.query()).contains("api_key=" + apiKey);
        if (!known || !opened.path().endsWith("/events")) {
            opened.reject(known ? 404 : 401);
            return;
        }
        ServerWebSocket before = socket;
        socket = opened;
        disallowed.clear();
        allowed.clear();
        opened.closeHandler(closed -> {
            if (socket == opened) {
                socket = null;
            }
        });
        if (before != null) {
            // As Asterisk does: the one before is told, stays open and hears nothing more.
            before.writeTextMessage(
                    new JsonObject().put("type", "ApplicationReplaced").encode());
        }
    }

    boolean wanted(Frame frame) {
        return !disallowed.contains(frame.type()) && (allowed.isEmpty() || allowed.contains(frame.type()));
    }

    void send(String text) {
        if (socket != null) {
            outflow.watch(text.length(), socket.writeTextMessage(text));
        }
    }

    boolean connected() {
        return socket != null;
    }

    /** Bytes that the consumer has not taken yet. */
    long waiting() {
        return outflow.waiting();
    }

    private void answer(HttpServerRequest request) {
        requested.run();
        if (!authorization.equals(request.getHeader("Authorization")) && !apiKey.equals(request.getParam("api_key"))) {
            request.response().setStatusCode(401).end();
            return;
        }
        String path = request.path();
        request.body().onSuccess(body -> {
            if (path.endsWith("/eventFilter")) {
                filter(new JsonObject(body));
            }
            move(request, path);
            reply(request, path);
        });
    }

    private void move(HttpServerRequest request, String path) {
        String[] parts = path.split("/");
        boolean channel = parts.length > 3 && parts[2].equals("channels");
        boolean hangup = channel && parts.length == 4 && request.method() == HttpMethod.DELETE;
        if (hangup || channel && (path.endsWith("/continue") || path.endsWith("/move"))) {
            moved.accept(URLDecoder.decode(parts[3], UTF_8));
        } else if (path.endsWith("/addChannel") && request.getParam("channel") != null) {
            for (String id : request.getParam("channel").split(",")) {
                moved.accept(id);
            }
        }
    }

    private static void reply(HttpServerRequest request, String path) {
        if (request.method() == HttpMethod.GET && path.endsWith("/info")) {
            JsonObject status =
                    new JsonObject().put("startup_time", Instant.now().toString());
            json(request, new JsonObject().put("status", status).encode());
        } else if (request.method() == HttpMethod.GET) {
            boolean list = path.split("/").length == 3;
            json(request, list ? "[]" : "{}");
        } else if (path.endsWith("/bridges") || path.endsWith("/create") || path.endsWith("/eventFilter")) {
            String id =
                    request.getParam("bridgeId") == null ? request.getParam("channelId") : request.getParam("bridgeId");
            json(request, new JsonObject().put("id", String.valueOf(id)).encode());
        } else {
            request.response().setStatusCode(204).end();
        }
    }

    private static void json(HttpServerRequest request, String text) {
        request.response().putHeader("Content-Type", "application/json").end(text);
    }

    private void filter(JsonObject filter) {
        types(disallowed, filter.getJsonArray("disallowed"));
        types(allowed, filter.getJsonArray("allowed"));
    }

    private static void types(Set<String> into, JsonArray from) {
        into.clear();
        if (from != null) {
            from.forEach(item -> into.add(((JsonObject) item).getString("type")));
        }
    }
}
