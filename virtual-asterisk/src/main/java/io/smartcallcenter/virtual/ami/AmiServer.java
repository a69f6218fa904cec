package io.smartcallcenter.virtual.ami;

import io.smartcallcenter.virtual.link.Outbound;
import io.smartcallcenter.virtual.link.Shape;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The Manager Interface: a TCP port, its sessions and the events they get. */
public final class AmiServer {

    private final Pbx pbx;
    private final AmiUser user;
    private final Vertx vertx;
    private final Duration writeTimeout;
    private final Context context;
    private final List<AmiSession> sessions = new ArrayList<>();
    private final AmiActions actions;
    private final List<PbxEvents> events;
    private long lastStamp;
    private int wanted;
    private NetServer server;
    private Shape shape = Shape.NONE;
    private boolean fullyBooted = true;

    /** The one account of manager.conf. */
    public record AmiUser(String name, String secret) {}

    /** {@code incompleteAgentCompletes}: the share of AgentComplete events without channels, 0..1. */
    public AmiServer(Vertx vertx, Pbx pbx, AmiUser user, Duration writeTimeout, double incompleteAgentCompletes) {
        this.vertx = vertx;
        this.pbx = pbx;
        this.user = user;
        this.writeTimeout = writeTimeout;
        this.context = vertx.getOrCreateContext();
        this.actions = new AmiActions(pbx);
        this.events = List.of(
                new CallEvents(pbx.clock(), this),
                new TransferEvents(pbx.clock(), this),
                new QueueEvents(pbx.clock(), this, incompleteAgentCompletes));
    }

    public List<PbxEvents> events() {
        return events;
    }

    /** Port 0 takes a free one; the result is the port. May be called again after {@link #close}. */
    public Future<Integer> listen(String host, int port) {
        server =
                vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true));
        server.connectHandler(this::connected);
        return server.listen(port, host).map(NetServer::actualPort);
    }

    private void connected(NetSocket socket) {
        AmiSession session =
                new AmiSession(this, socket, new Outbound(vertx, new SocketWire(socket), writeTimeout, shape));
        sessions.add(session);
        socket.closeHandler(closed -> {
            session.closed();
            sessions.remove(session);
            subscriptionsChanged();
        });
        session.greet();
    }

    /** The TCP connections just end, and it listens no more. */
    public Future<Void> close() {
        List.copyOf(sessions).forEach(AmiSession::cut);
        return server.close();
    }

    /** How many clients are connected. */
    public int sessions() {
        return sessions.size();
    }

    /** For every session that is there and that will come. */
    public void shape(Shape next) {
        shape = next;
        sessions.forEach(session -> session.shape(next));
    }

    /** Until {@link #fullyBooted} a login succeeds, but nobody is told FullyBooted. */
    public void booting() {
        fullyBooted = false;
    }

    public void fullyBooted() {
        fullyBooted = true;
        publish(
                EventClass.SYSTEM,
                Packet.event("FullyBooted", EventClass.SYSTEM, stamp(pbx.clock().now()))
                        .with("Status", "Fully Booted")
                        .with("Uptime", uptime())
                        .with("LastReload", uptime())
                        .end());
    }

    boolean isFullyBooted() {
        return fullyBooted;
    }

    /** Whole seconds. */
    long uptime() {
        return (pbx.clock().now() - pbx.started()) / 1_000_000;
    }

    private record SocketWire(NetSocket socket) implements Outbound.Wire {

        @Override
        public void write(String text) {
            socket.write(Buffer.buffer(text));
        }

        @Override
        public boolean full() {
            return socket.writeQueueFull();
        }

        @Override
        public void onDrain(Runnable callback) {
            socket.drainHandler(drained -> callback.run());
        }

        /** Without waiting until what has been written is gone: the reader may never take it. */
        @Override
        public void cut() {
            if (socket instanceof NetSocketInternal internal) {
                internal.channelHandlerContext().close();
            }
        }
    }

    Pbx pbx() {
        return pbx;
    }

    AmiUser user() {
        return user;
    }

    AmiActions actions() {
        return actions;
    }

    Context context() {
        return context;
    }

    boolean wanted(EventClass cls) {
        return (wanted & cls.bit()) != 0;
    }

    void subscriptionsChanged() {
        wanted = 0;
        for (AmiSession session : sessions) {
            wanted |= session.mask();
        }
    }

    /** No two events of a real Asterisk carry the same microsecond. */
    long stamp(long now) {
        lastStamp = Math.max(now, lastStamp + 1);
        return lastStamp;
    }

    void publish(EventClass cls, String packet) {
        for (AmiSession session : sessions) {
            session.event(cls, packet);
        }
    }
}
