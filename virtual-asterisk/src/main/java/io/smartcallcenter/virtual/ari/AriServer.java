package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.link.BootPhase;
import io.smartcallcenter.virtual.link.Outbound;
import io.smartcallcenter.virtual.link.Shape;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** The Asterisk REST Interface: {@code /ari/**} over HTTP and {@code /ari/events} as a WebSocket. */
public final class AriServer {

    private static final Logger LOG = Logger.getLogger(AriServer.class);
    private static final String BASE = "/ari/";

    private final Pbx pbx;
    private final AriUser user;
    private final Vertx vertx;
    private final Duration writeTimeout;
    private final Applications applications;
    private final List<PbxEvents> events;
    private final ChannelResource channels;
    private final BridgeResource bridges;
    private final SoundResource sounds;
    private final SystemResource system;
    private final Set<HttpConnection> connections = new HashSet<>();
    private final Map<ServerWebSocket, Outbound> outbounds = new LinkedHashMap<>();
    private HttpServer server;
    private BootPhase phase = BootPhase.UP;
    private Shape shape = Shape.NONE;

    /** The one account of ari.conf. */
    public record AriUser(String name, String password) {}

    public AriServer(Vertx vertx, Pbx pbx, AriUser user, Duration writeTimeout) {
        this.vertx = vertx;
        this.pbx = pbx;
        this.user = user;
        this.writeTimeout = writeTimeout;
        this.applications = new Applications(pbx);
        this.events = List.of(
                new AriEvents(applications), new AriSoundEvents(applications), new AriTransferEvents(applications));
        this.sounds = new SoundResource(pbx, applications);
        this.channels = new ChannelResource(pbx, applications, sounds);
        this.bridges = new BridgeResource(pbx, applications);
        this.system = new SystemResource(pbx, applications);
    }

    public List<PbxEvents> events() {
        return events;
    }

    /** Port 0 takes a free one; the result is the port. May be called again after {@link #close}. */
    public Future<Integer> listen(String host, int port) {
        server = vertx.createHttpServer(new HttpServerOptions()
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .addWebSocketSubProtocol("ari"));
        server.connectionHandler(connection -> {
            connections.add(connection);
            connection.closeHandler(closed -> connections.remove(connection));
        });
        server.requestHandler(this::request);
        return server.listen(port, host).map(HttpServer::actualPort);
    }

    /** Cuts every TCP connection, without a close frame and without a last event, and listens no more. */
    public Future<Void> close() {
        applications.forgetAll();
        List.copyOf(outbounds.values()).forEach(Outbound::close);
        outbounds.clear();
        List.copyOf(connections).forEach(AriServer::cut);
        return server.close();
    }

    private static void cut(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            base.channelHandlerContext().close();
        } else {
            connection.close();
        }
    }

    public void phase(BootPhase next) {
        phase = next;
    }

    /** For every WebSocket that is there and that will come. */
    public void shape(Shape next) {
        shape = next;
        outbounds.values().forEach(outbound -> outbound.shape(next));
    }

    private void request(HttpServerRequest request) {
        pbx.clock().catchUp();
        if (phase != BootPhase.UP) {
            answer(request, phase.status(), message(phase.message()));
        } else if (!authenticated(request)) {
            request.response().putHeader("WWW-Authenticate", "Basic realm=\"Asterisk REST Interface\"");
            answer(request, 401, message("Authentication required"));
        } else if (request.path().equals(BASE + "events")) {
            webSocket(request);
        } else {
            request.body().onSuccess(body -> {
                pbx.clock().catchUp();
                rest(request, body.toString(StandardCharsets.UTF_8));
            });
        }
    }

    private boolean authenticated(HttpServerRequest request) {
        String given = request.getParam("api_key");
        String header = request.getHeader("Authorization");
        if (given == null && header != null && header.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                given = new String(
                        Base64.getDecoder().decode(header.substring(6).trim()), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException notBase64) {
                return false;
            }
        }
        String expected = user.name() + ":" + user.password();
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private void webSocket(HttpServerRequest request) {
        String app = request.getParam("app");
        if (app == null || !app.matches("[\\w.-]+(,[\\w.-]+)*")) {
            answer(request, 400, message("HTTP request is missing param: [app]"));
            return;
        }
        if (request.getHeader("Upgrade") == null) {
            answer(request, 426, message("Upgrade Required"));
            return;
        }
        boolean all = Boolean.parseBoolean(request.getParam("subscribeAll", "false"));
        request.toWebSocket().onSuccess(socket -> opened(socket, app, all));
    }

    private void opened(ServerWebSocket socket, String app, boolean all) {
        pbx.clock().catchUp();
        Outbound outbound = new Outbound(vertx, new SocketWire(socket), writeTimeout, shape);
        outbounds.put(socket, outbound);
        socket.closeHandler(closed -> closed(socket));
        socket.exceptionHandler(failure -> closed(socket));
        for (String each : app.split(",")) {
            applications.connect(each, socket, outbound, all);
        }
    }

    private void closed(ServerWebSocket socket) {
        Outbound outbound = outbounds.remove(socket);
        if (outbound != null) {
            outbound.close();
        }
        applications.disconnect(socket);
    }

    private void rest(HttpServerRequest request, String body) {
        try {
            AriResponse response = route(AriRequest.of(request, path(request.path()), body));
            answer(request, response.status(), response.body());
        } catch (AriError error) {
            answer(request, error.status(), message(error.getMessage()));
        } catch (ClassCastException wrongType) {
            answer(request, 400, message("Error parsing request body"));
        } catch (RuntimeException failed) {
            LOG.errorf(failed, "%s %s failed", request.method(), request.path());
            answer(request, 500, message("Internal error"));
        }
    }

    private AriResponse route(AriRequest request) {
        return switch (request.depth() == 0 ? "" : request.at(0)) {
            case "channels" -> channels.handle(request);
            case "bridges" -> bridges.handle(request);
            case "asterisk" -> system.asterisk(request);
            case "endpoints" -> system.endpoints(request);
            case "deviceStates" -> system.deviceStates(request);
            case "applications" -> system.applications(request);
            case "playbacks" -> sounds.playbacks(request);
            case "recordings" -> sounds.recordings(request);
            default -> throw AriError.notFound("Resource not found");
        };
    }

    private static List<String> path(String path) {
        if (!path.startsWith(BASE)) {
            return List.of();
        }
        List<String> parts = new ArrayList<>(4);
        try {
            for (String part : path.substring(BASE.length()).split("/")) {
                parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException badEscape) {
            throw AriError.badRequest("Malformed URI");
        }
        return parts;
    }

    private String message(String text) {
        return applications.json().open().with("message", text).close().toString();
    }

    private static void answer(HttpServerRequest request, int status, String body) {
        request.response().setStatusCode(status).putHeader("Server", "Asterisk/" + Pbx.VERSION);
        if (body.isEmpty()) {
            request.response().end();
        } else {
            request.response().putHeader("Content-Type", "application/json").end(body);
        }
    }
}
