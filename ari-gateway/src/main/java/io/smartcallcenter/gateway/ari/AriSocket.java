package io.smartcallcenter.gateway.ari;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * The event WebSocket. It has a context of its own and does nothing there but decode: a reader that stops for
 * {@code websocket_write_timeout} (100 ms by default) is disconnected by Asterisk, and its calls would be stranded.
 */
public final class AriSocket {

    // A Stasis frame is 1 kB; a channel list of a big transfer event may be much larger.
    private static final int MAX_FRAME = 4 * 1024 * 1024;
    private static final int MAX_MESSAGE = 16 * 1024 * 1024;
    private static final int MISSED_PONGS = 3;

    /** Called on the socket's context, in the order of arrival. */
    public interface Listener {

        void opened();

        /** @param characters of the frame */
        void event(Map<String, Object> message, int characters, Instant receivedAt);

        /** The far end answered a ping. */
        void alive(Instant receivedAt);

        /** A frame that is not an event: counted and skipped. */
        void broken();

        void closed(String reason);
    }

    private final Vertx vertx;
    private final Context context;
    private final WebSocketClient client;
    private final AriEndpoint endpoint;
    private final Duration ping;
    private final Duration connectTimeout;

    public AriSocket(Vertx vertx, Context context, AriEndpoint endpoint, Duration ping, Duration connectTimeout) {
        this.vertx = vertx;
        this.context = context;
        this.endpoint = endpoint;
        this.ping = ping;
        this.connectTimeout = connectTimeout;
        this.client = vertx.createWebSocketClient(new WebSocketClientOptions()
                .setMaxFrameSize(MAX_FRAME)
                .setMaxMessageSize(MAX_MESSAGE)
                .setConnectTimeout((int) connectTimeout.toMillis())
                .setTcpNoDelay(true));
    }

    /** One connection; {@code listener.closed} is called once if it was opened. */
    public Future<WebSocket> connect(Listener listener) {
        Promise<WebSocket> connected = Promise.promise();
        context.runOnContext(ignored -> attempt()
                .onSuccess(socket -> {
                    listen(socket, listener);
                    connected.complete(socket);
                })
                .onFailure(connected::fail));
        return connected.future();
    }

    public void close() {
        client.close();
    }

    /** A failure of any kind fails the future: an attempt that never ends would never be followed by another one. */
    private Future<WebSocket> attempt() {
        try {
            return client.connect(options());
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private WebSocketConnectOptions options() {
        String uri = endpoint.prefix() + "/ari/events?app="
                + AriPath.of(endpoint.app()).substring(1) + "&subscribeAll=true";
        WebSocketConnectOptions options = new WebSocketConnectOptions();
        options.setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.tls())
                .setURI(uri)
                // An Asterisk whose application is stuck takes the connection and never answers the upgrade.
                .setTimeout(connectTimeout.toMillis());
        options.addHeader(HttpHeaders.AUTHORIZATION.toString(), endpoint.authorization());
        return options;
    }

    private void listen(WebSocket socket, Listener listener) {
        Watch watch = new Watch(socket);
        listener.opened();
        socket.textMessageHandler(text -> {
            watch.alive();
            Instant now = Instant.now();
            AriFrame.event(text).ifPresentOrElse(event -> listener.event(event, text.length(), now), listener::broken);
        });
        socket.binaryMessageHandler(bytes -> listener.broken());
        socket.pongHandler(bytes -> {
            watch.alive();
            listener.alive(Instant.now());
        });
        socket.exceptionHandler(failure -> watch.failure(failure));
        socket.closeHandler(nothing -> {
            watch.stop();
            listener.closed(watch.reason());
        });
    }

    /**
     * Closes a connection that stays silent although it is pinged. Each ping is timed from the one before it: after a pause of this
     * process those that were missed are not made up for in one go, before any answer could be read.
     */
    private final class Watch {

        private final WebSocket socket;
        private long timer;
        private int unanswered;
        private String reason;

        Watch(WebSocket socket) {
            this.socket = socket;
            again();
        }

        private void again() {
            timer = vertx.setTimer(ping.toMillis(), id -> ping());
        }

        void alive() {
            unanswered = 0;
        }

        void failure(Throwable failure) {
            reason = failure.toString();
        }

        void stop() {
            vertx.cancelTimer(timer);
        }

        String reason() {
            return reason == null ? "closed by Asterisk, status " + socket.closeStatusCode() : reason;
        }

        private void ping() {
            if (++unanswered > MISSED_PONGS) {
                reason = "no answer to " + MISSED_PONGS + " pings";
                socket.close();
            } else {
                socket.writePing(Buffer.buffer("scc"));
                again();
            }
        }
    }
}
