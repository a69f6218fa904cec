package io.smartcallcenter.gateway.ami;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * One AMI connection. The socket is read on a context of its own that only parses (a reader slower than {@code writetimeout}
 * is disconnected); packets are handled, and actions sent, on the node's loop.
 */
public final class AmiConnection {

    /** Called on the node's loop, in the order of arrival, except for what is said otherwise. */
    public interface Listener {

        /**
         * On the socket's context: an event for the loop.
         *
         * @param bytes of the packet
         * @param handling to be called on the loop, or not at all: then the event is lost
         */
        void read(int bytes, Instant receivedAt, Runnable handling);

        /** An event that is not part of the answer to an action. */
        void event(Map<String, String> fields, Instant receivedAt);

        /** On the socket's context: a packet that is none is counted and skipped. */
        void broken();

        void closed(String reason);
    }

    private static final String OURS = "scc-";

    private final Vertx vertx;
    private final NetSocket socket;
    private final Executor loop;
    private final Listener listener;
    private final long timeoutMs;
    private final Map<String, Exchange> exchanges = new HashMap<>();
    private long lastAction;
    private String reason = "closed by Asterisk";
    private boolean closed;

    private AmiConnection(Vertx vertx, NetSocket socket, Executor loop, Duration timeout, Listener listener) {
        this.vertx = vertx;
        this.socket = socket;
        this.loop = loop;
        this.timeoutMs = timeout.toMillis();
        this.listener = listener;
    }

    /** Takes over a connected socket; call it on the socket's context. */
    static AmiConnection on(
            Vertx vertx, Context context, NetSocket socket, Executor loop, Duration timeout, Listener listener) {
        AmiConnection connection = new AmiConnection(vertx, socket, loop, timeout, listener);
        AmiParser parser = new AmiParser(
                (packet, bytes) -> {
                    Instant now = Instant.now();
                    if (answersUs(packet)) {
                        // As many as we ask for: never dropped, somebody waits for them.
                        loop.execute(() -> connection.received(packet, now));
                    } else {
                        listener.read(bytes, now, () -> connection.received(packet, now));
                    }
                },
                listener::broken);
        socket.handler(buffer -> parser.feed(buffer.getBytes()));
        socket.exceptionHandler(failure -> loop.execute(() -> connection.reason = failure.toString()));
        socket.closeHandler(nothing -> loop.execute(connection::ended));
        return connection;
    }

    /** Sends an action and gives its response; fails for {@code Response: Error}. */
    public Future<Map<String, String>> send(AmiAction action) {
        return exchange(action, false).map(packets -> packets.get(0));
    }

    /** Sends an action that is answered by a list of events; gives those events without the closing one. */
    public Future<List<Map<String, String>>> list(AmiAction action) {
        return exchange(action, true);
    }

    /** Closes the link; {@link Listener#closed} follows. */
    public void close(String why) {
        reason = why;
        socket.close();
    }

    private Future<List<Map<String, String>>> exchange(AmiAction action, boolean list) {
        if (closed) {
            return Future.failedFuture(new AmiException(action + ": the AMI link is away"));
        }
        String actionId = OURS + ++lastAction;
        long timer = vertx.setTimer(
                timeoutMs, id -> loop.execute(() -> fail(actionId, action + ": no answer in " + timeoutMs + " ms")));
        Exchange exchange = new Exchange(action, list, timer, new ArrayList<>(), Promise.promise());
        exchanges.put(actionId, exchange);
        socket.write(Buffer.buffer(action.packet(actionId)));
        return exchange.promise().future();
    }

    private void received(Map<String, String> packet, Instant at) {
        Exchange exchange = exchanges.get(packet.getOrDefault("ActionID", ""));
        if (exchange == null) {
            // A late answer to an action that timed out is of no use, and not an event.
            if (packet.containsKey("Event") && !answersUs(packet)) {
                listener.event(packet, at);
            }
            return;
        }
        String actionId = packet.get("ActionID");
        if ("Error".equals(packet.get("Response"))) {
            fail(actionId, exchange.action() + ": " + packet.getOrDefault("Message", "refused"));
        } else if (!exchange.list()) {
            exchange.packets().add(packet);
            complete(actionId);
        } else if ("Complete".equalsIgnoreCase(packet.get("EventList"))) {
            complete(actionId);
        } else if (packet.containsKey("Event")) {
            exchange.packets().add(packet);
        }
    }

    private static boolean answersUs(Map<String, String> packet) {
        return packet.getOrDefault("ActionID", "").startsWith(OURS);
    }

    private void complete(String actionId) {
        Exchange exchange = exchanges.remove(actionId);
        vertx.cancelTimer(exchange.timer());
        exchange.promise().complete(exchange.packets());
    }

    private void fail(String actionId, String message) {
        Exchange exchange = exchanges.remove(actionId);
        if (exchange != null) {
            vertx.cancelTimer(exchange.timer());
            exchange.promise().fail(new AmiException(message));
        }
    }

    private void ended() {
        if (closed) {
            return;
        }
        closed = true;
        List.copyOf(exchanges.keySet()).forEach(id -> fail(id, "the AMI link was closed"));
        listener.closed(reason);
    }

    private record Exchange(
            AmiAction action,
            boolean list,
            long timer,
            List<Map<String, String>> packets,
            Promise<List<Map<String, String>>> promise) {}
}
