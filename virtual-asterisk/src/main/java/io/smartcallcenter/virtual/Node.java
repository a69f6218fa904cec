package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.ami.AmiServer;
import io.smartcallcenter.virtual.ari.AriServer;
import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.cdr.CdrEngine;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.link.BootPhase;
import io.smartcallcenter.virtual.link.Link;
import io.smartcallcenter.virtual.link.Shape;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.queuelog.QueueLog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One boot of the PBX with its two links and its logs. Made and used on the PBX's thread. */
final class Node {

    private final Vertx vertx;
    private final String host;
    private final Pbx pbx;
    private final AriServer ari;
    private final AmiServer ami;

    record Ports(int ari, int ami) {}

    Node(Vertx vertx, VirtualClock clock, Options options, AstDb astDb, Consumer<String> queueLogSink) {
        this.vertx = vertx;
        host = options.host();
        pbx = new Pbx(clock, options.app(), astDb);
        ari = new AriServer(
                vertx, pbx, new AriServer.AriUser(options.ariUser(), options.ariPassword()), options.writeTimeout());
        AmiServer.AmiUser manager = new AmiServer.AmiUser(options.amiUser(), options.amiPassword());
        ami = new AmiServer(vertx, pbx, manager, options.writeTimeout(), options.incompleteAgentCompletes());
        QueueLog queueLog = new QueueLog(clock, queueLogSink);
        List<PbxEvents> listeners = new ArrayList<>(ami.events());
        listeners.addAll(ari.events());
        listeners.add(queueLog);
        listeners.add(new CdrEngine(clock, options.cdr(), astDb));
        pbx.bus().listeners(listeners);
        pbx.devices().add(new Endpoint("trunk", CallerId.UNKNOWN));
        for (String number : options.operators()) {
            pbx.devices().add(new Endpoint(number, new CallerId(number, "Agent " + number)));
        }
        options.queues().forEach(pbx.queues()::configure);
        queueLog.started();
    }

    Pbx pbx() {
        return pbx;
    }

    Future<Ports> listen(int ariPort, int amiPort) {
        return Future.all(listen(Link.AMI, amiPort), listen(Link.ARI, ariPort))
                .map(both -> new Ports(both.resultAt(1), both.resultAt(0)));
    }

    Future<Integer> listen(Link link, int port) {
        return switch (link) {
            case ARI -> ari.listen(host, port);
            case AMI -> ami.listen(host, port);
        };
    }

    /** Every connection ends, and new ones are refused until it listens again. */
    Future<Void> cut(Link link) {
        return released(
                switch (link) {
                    case ARI -> ari.close();
                    case AMI -> ami.close();
                });
    }

    /** A closed port is free again only when the event loop's selector has gone round once more. */
    private Future<Void> released(Future<Void> closed) {
        Promise<Void> free = Promise.promise();
        closed.onFailure(free::fail).onSuccess(done -> vertx.setTimer(1, round -> free.complete()));
        return free.future();
    }

    void shape(Link link, Shape shape) {
        switch (link) {
            case ARI -> ari.shape(shape);
            case AMI -> ami.shape(shape);
        }
    }

    /** The phases after the ports listen. */
    void comeUp(BootProfile profile) {
        if (profile.equals(BootProfile.INSTANT)) {
            return;
        }
        ari.phase(BootPhase.NOT_LOADED);
        ami.booting();
        pbx.clock().after(profile.notFound(), () -> ari.phase(BootPhase.BOOTING));
        pbx.clock().after(profile.notFound().plus(profile.unavailable()), () -> ari.phase(BootPhase.UP));
        pbx.clock().after(profile.fullyBooted(), ami::fullyBooted);
    }

    int amiSessions() {
        return ami.sessions();
    }

    /** Without a last word on the links or in the logs; only the simulated callers and phones notice. */
    Future<Void> die() {
        pbx.bus().listeners(List.of());
        for (Channel channel : List.copyOf(pbx.channels().all())) {
            channel.party().ended(channel);
        }
        return released(Future.all(ari.close(), ami.close()).mapEmpty());
    }
}
