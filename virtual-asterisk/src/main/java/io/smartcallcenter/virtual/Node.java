package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.ami.AmiServer;
import io.smartcallcenter.virtual.ari.AriServer;
import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.cdr.CdrEngine;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import io.smartcallcenter.virtual.queuelog.QueueLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One boot of the PBX with its two links and its logs. Made and used on the PBX's thread. */
final class Node {

    private final String host;
    private final Pbx pbx;
    private final AriServer ari;
    private final AmiServer ami;

    record Ports(int ari, int ami) {}

    Node(Vertx vertx, VirtualClock clock, Options options, AstDb astDb, Consumer<String> queueLogSink) {
        host = options.host();
        pbx = new Pbx(clock, options.app(), astDb);
        ari = new AriServer(vertx, pbx, new AriServer.AriUser(options.ariUser(), options.ariPassword()));
        AmiServer.AmiUser manager = new AmiServer.AmiUser(options.amiUser(), options.amiPassword());
        ami = new AmiServer(vertx, pbx, manager, options.incompleteAgentCompletes());
        QueueLog queueLog = new QueueLog(clock, queueLogSink);
        List<PbxEvents> listeners = new ArrayList<>(ami.events());
        listeners.add(ari.events());
        listeners.add(queueLog);
        listeners.add(new CdrEngine(clock, options.cdr(), astDb));
        pbx.events().listeners(listeners);
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
        Future<Integer> amiUp = ami.listen(host, amiPort);
        Future<Integer> ariUp = ari.listen(host, ariPort);
        return Future.all(amiUp, ariUp).map(both -> new Ports(ariUp.result(), amiUp.result()));
    }

    /** Without a last word on the links or in the logs; only the simulated callers and phones notice. */
    Future<Void> die() {
        pbx.events().listeners(List.of());
        for (Channel channel : List.copyOf(pbx.channels().all())) {
            channel.party().ended(channel);
        }
        return Future.all(ari.close(), ami.close()).mapEmpty();
    }
}
