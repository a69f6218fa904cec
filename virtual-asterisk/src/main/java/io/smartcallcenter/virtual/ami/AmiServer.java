package io.smartcallcenter.virtual.ami;

import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.util.ArrayList;
import java.util.List;

/** The Manager Interface: a TCP port, its sessions and the events they get. */
public final class AmiServer {

    private final Pbx pbx;
    private final AmiUser user;
    private final NetServer server;
    private final Context context;
    private final List<AmiSession> sessions = new ArrayList<>();
    private final AmiActions actions;
    private final List<PbxEvents> events;
    private long lastStamp;
    private int wanted;

    /** The one account of manager.conf. */
    public record AmiUser(String name, String secret) {}

    /** {@code incompleteAgentCompletes}: the share of AgentComplete events without channels, 0..1. */
    public AmiServer(Vertx vertx, Pbx pbx, AmiUser user, double incompleteAgentCompletes) {
        this.pbx = pbx;
        this.user = user;
        this.context = vertx.getOrCreateContext();
        this.actions = new AmiActions(pbx);
        this.events = List.of(
                new CallEvents(pbx.clock(), this), new QueueEvents(pbx.clock(), this, incompleteAgentCompletes));
        this.server =
                vertx.createNetServer(new NetServerOptions().setTcpNoDelay(true).setReuseAddress(true));
        server.connectHandler(socket -> {
            AmiSession session = new AmiSession(this, socket);
            sessions.add(session);
            socket.closeHandler(closed -> {
                sessions.remove(session);
                subscriptionsChanged();
            });
            session.greet();
        });
    }

    public List<PbxEvents> events() {
        return events;
    }

    /** Port 0 takes a free one; the result is the port. */
    public Future<Integer> listen(String host, int port) {
        return server.listen(port, host).map(NetServer::actualPort);
    }

    public Future<Void> close() {
        List.copyOf(sessions).forEach(AmiSession::cut);
        return server.close();
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
