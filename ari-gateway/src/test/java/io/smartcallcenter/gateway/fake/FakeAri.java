package io.smartcallcenter.gateway.fake;

import io.netty.buffer.Unpooled;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ARI side of a test's Asterisk: notes every request, sends what the test wants. */
public final class FakeAri {

    private final Vertx vertx;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
    private volatile JsonArray channels = new JsonArray();
    private volatile JsonArray bridges = new JsonArray();
    private volatile JsonObject info;
    private volatile String authorization;
    private volatile int connects;
    private volatile int unanswered;
    private HttpServer server;
    private final int port;

    FakeAri(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    public void start() {
        server = Await.result(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                .webSocketHandler(this::accept)
                .requestHandler(this::answer)
                .listen());
    }

    public void stop() {
        sockets.clear();
        Await.result(server.close());
    }

    public int port() {
        return port;
    }

    /** Every REST request as {@code POST /channels/1/answer?x=y}, in the order of arrival. */
    public List<String> requests() {
        return requests;
    }

    public List<String> bodies() {
        return bodies;
    }

    public String authorization() {
        return authorization;
    }

    /** How many WebSockets were opened so far. */
    public int connects() {
        return connects;
    }

    /** The next upgrades to a WebSocket get no answer at all. */
    public void leaveUnanswered(int upgrades) {
        unanswered = upgrades;
    }

    /** How many upgrades are still to be left without an answer. */
    public int unanswered() {
        return unanswered;
    }

    /** The status of requests that begin so; 204 without it. */
    public void status(String requestPrefix, int status) {
        statuses.put(requestPrefix, status);
    }

    public void clearStatus(String requestPrefix) {
        statuses.remove(requestPrefix);
    }

    public void channels(JsonObject... snapshots) {
        channels = new JsonArray(List.of(snapshots));
    }

    /** The answer to {@code GET /asterisk/info}; none without it. */
    public void info(JsonObject answer) {
        info = answer;
    }

    public void bridges(JsonObject... snapshots) {
        bridges = new JsonArray(List.of(snapshots));
    }

    public void send(JsonObject event) {
        sendText(event.encode());
    }

    public void sendText(String frame) {
        sockets.get(sockets.size() - 1).writeTextMessage(frame);
    }

    /** A text frame of any bytes, UTF-8 or not. */
    public void sendBytes(byte[] frame) {
        sockets.get(sockets.size() - 1)
                .writeFrame(new WebSocketFrameImpl(WebSocketFrameType.TEXT, Unpooled.wrappedBuffer(frame), true));
    }

    public void closeWebSocket() {
        ServerWebSocket newest = sockets.get(sockets.size() - 1);
        sockets.clear();
        newest.close();
    }

    public void stasisStart(String channel, String... args) {
        send(event("StasisStart", channel, "Ring").put("args", new JsonArray(List.of(args))));
    }

    /** An event of one channel in our application. */
    public static JsonObject event(String type, String channel, String state) {
        return new JsonObject()
                .put("type", type)
                .put("timestamp", "2026-11-22T22:28:20.174+0000")
                .put("application", "SmartCallCenter")
                .put("channel", channel(channel, state, "", ""));
    }

    /** A channel snapshot as in events and in {@code GET /channels}. */
    public static JsonObject channel(String id, String state, String application, String data) {
        return new JsonObject()
                .put("id", id)
                .put("name", "PJSIP/trunk-00000001")
                .put("state", state)
                .put("caller", new JsonObject().put("name", "").put("number", "79010000001"))
                .put("connected", new JsonObject().put("name", "").put("number", ""))
                .put("accountcode", "")
                .put(
                        "dialplan",
                        new JsonObject()
                                .put("context", "internal")
                                .put("exten", "700")
                                .put("priority", 1)
                                .put("app_name", application)
                                .put("app_data", data))
                .put("creationtime", "2026-11-22T22:28:20.174+0000")
                .put("language", "en");
    }

    private void accept(ServerWebSocket socket) {
        authorization = socket.headers().get("Authorization");
        if (statuses.containsKey("WS")) {
            socket.reject(statuses.get("WS"));
            return;
        }
        if (unanswered > 0) {
            unanswered--;
            socket.setHandshake(Promise.<Integer>promise().future());
            return;
        }
        sockets.add(socket);
        connects++;
    }

    private void one(HttpServerRequest request, String channel) {
        channels.stream()
                .map(JsonObject.class::cast)
                .filter(snapshot -> snapshot.getString("id").equals(channel))
                .findFirst()
                .ifPresentOrElse(
                        snapshot -> request.response().end(snapshot.toBuffer()),
                        () -> request.response().setStatusCode(404).end());
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String line = request.method() + " " + request.uri().substring("/ari".length());
            if (body.length() > 0) {
                bodies.add(body.toString());
            }
            if (line.equals("GET /channels") || line.equals("GET /bridges")) {
                JsonArray list = line.endsWith("channels") ? channels : bridges;
                request.response().end(list.toBuffer());
                return;
            }
            if (line.equals("GET /asterisk/info") && info != null) {
                request.response().end(info.toBuffer());
                return;
            }
            requests.add(line);
            if (line.startsWith("GET /channels/")) {
                one(request, line.substring("GET /channels/".length()));
                return;
            }
            int status = statuses.entrySet().stream()
                    .filter(entry -> line.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(204);
            request.response().setStatusCode(status).end();
        });
    }
}
