package io.smartcallcenter.gateway.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ami.AmiClient;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriEndpoint;
import io.smartcallcenter.gateway.ari.AriRest;
import io.smartcallcenter.gateway.ari.AriSocket;
import io.smartcallcenter.gateway.command.CallControl;
import io.smartcallcenter.gateway.command.CommandExecutor;
import io.smartcallcenter.gateway.command.CommandIntake;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.config.GatewayConfig;
import io.smartcallcenter.gateway.config.NodeSettings;
import io.smartcallcenter.gateway.link.AmiLink;
import io.smartcallcenter.gateway.link.AriLink;
import io.smartcallcenter.gateway.link.Backoff;
import io.smartcallcenter.gateway.link.Intake;
import io.smartcallcenter.gateway.link.LinkState;
import io.smartcallcenter.gateway.link.Resynchronizer;
import io.smartcallcenter.gateway.normalize.LiveView;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Signal;
import io.smartcallcenter.gateway.publish.EventPublisher;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** One Asterisk node with both links and everything that runs for its calls. Three contexts: node, ARI socket, AMI socket. */
public final class AsteriskNode {

    private static final long LAST_REQUESTS_MS = 250;

    private final Vertx vertx;
    private final NodeSettings settings;
    private final GatewayConfig config;
    private final NodeLoop loop;
    private final LinkState ariState;
    private final LinkState amiState;
    private final AriRest rest;
    private final AriCalls calls;
    private final AriLink ari;
    private final AmiLink ami;
    private final CallControl control;
    private final Resynchronizer resynchronizer;
    private final Pulse pulse;
    private long sweeps;
    private volatile boolean synchronised;

    public AsteriskNode(
            Vertx vertx,
            NodeSettings settings,
            FallbackConfig fallback,
            GatewayConfig config,
            Normalizer normalizer,
            EventPublisher publisher,
            MeterRegistry meters,
            Runnable replaced) {
        this.vertx = vertx;
        this.settings = settings;
        this.config = config;
        AriEndpoint endpoint = settings.ari();
        Duration timeout = config.link().requestTimeout();
        loop = new NodeLoop(context(vertx), normalizer, publisher::publish, meters);
        ariState = new LinkState(Link.ARI, meters);
        amiState = new LinkState(Link.AMI, meters);
        pulse = new Pulse(vertx, loop, ariState, amiState, config.link().ping(), publisher::acknowledgedUpTo);
        rest = new AriRest(vertx, endpoint, timeout);
        calls = new AriCalls(rest, endpoint.app());
        AriSocket socket =
                new AriSocket(vertx, context(vertx), endpoint, config.link().ping(), timeout);
        ari = new AriLink(
                vertx,
                loop,
                socket,
                calls,
                ariState,
                intake(Link.ARI, meters),
                backoff(),
                config.link().ping(),
                this::resynchronize);
        AmiClient client = settings.ami()
                .map(manager -> new AmiClient(vertx, context(vertx), loop, manager, timeout))
                .orElse(null);
        ami = new AmiLink(
                vertx,
                loop,
                client,
                amiState,
                intake(Link.AMI, meters),
                backoff(),
                config.link().ping(),
                this::resynchronize);
        resynchronizer = new Resynchronizer(vertx, loop, calls, ami, ariState, amiState, this::resynchronized);
        control = new CallControl(
                vertx, loop, settings.name(), endpoint.app(), fallback, calls, ami::send, publisher::kafkaUp, meters);
        loop.attach(new WatchedReactions(control.reactions(), replaced));
    }

    /** @param predecessor what an earlier owner of the node left */
    public void start(Signal.Predecessor predecessor) {
        loop.execute(() -> {
            loop.tell(predecessor);
            pulse.start();
            sweeps = vertx.setPeriodic(config.link().sweep().toMillis(), id -> loop.execute(this::sweep));
            ari.start();
            ami.start();
        });
    }

    /** Callers who wait for a decision go to the default queue. Completes when that is on its way. */
    public Future<Void> drain() {
        Promise<Void> drained = Promise.promise();
        loop.execute(() -> {
            control.drain();
            // The requests of the drain are on their way: they need the connections a moment longer.
            vertx.setTimer(LAST_REQUESTS_MS, id -> drained.complete());
        });
        return drained.future();
    }

    /**
     * Closes both links; what comes after that moment is not heard any more. Callers who wait for a decision keep waiting, until
     * {@link #drain} or {@link #close}.
     */
    public Future<Void> disconnect(String reason) {
        Promise<Void> disconnected = Promise.promise();
        loop.execute(() -> {
            pulse.beat(Instant.now());
            Instant now = Instant.now();
            loop.tell(new Signal.LinkDown(Link.ARI, reason, now));
            loop.tell(new Signal.LinkDown(Link.AMI, reason, now));
            silence();
            disconnected.complete();
        });
        return disconnected.future();
    }

    /** As {@link #disconnect}, but nothing is published about it. */
    public Future<Void> abandon() {
        Promise<Void> abandoned = Promise.promise();
        loop.execute(() -> {
            silence();
            abandoned.complete();
        });
        return abandoned.future().onComplete(done -> close());
    }

    /** After one of the two: the last connections are closed. */
    public void close() {
        loop.execute(() -> {
            control.forget();
            rest.close();
        });
    }

    private void silence() {
        pulse.stop();
        vertx.cancelTimer(sweeps);
        loop.mute();
        control.relinquish();
        ari.stop();
        ami.stop();
    }

    public String name() {
        return settings.name();
    }

    public NodeSettings settings() {
        return settings;
    }

    /** The links are up and the state of Asterisk was read. */
    public boolean connected() {
        return pulse.linksUp() && synchronised;
    }

    public NodeLoop loop() {
        return loop;
    }

    /** Where commands for the node's calls are handed over. */
    public CommandIntake commands() {
        return control.commands();
    }

    public CommandExecutor executor() {
        return control.executor();
    }

    public LinkState ari() {
        return ariState;
    }

    public LinkState ami() {
        return amiState;
    }

    public Future<LiveView> live() {
        return loop.live();
    }

    /** {@code GET /endpoints} of ARI. */
    public Future<List<Map<String, Object>>> endpoints() {
        return onLoop(calls::endpoints);
    }

    /** The {@code QueueMember} events of the AMI's QueueStatus; fails while that link is down. */
    public Future<List<Map<String, String>>> queueMembers() {
        return onLoop(() -> ami.list(AmiAction.of("QueueStatus"))).map(packets -> packets.stream()
                .filter(packet -> "QueueMember".equals(packet.get("Event")))
                .toList());
    }

    private <T> Future<T> onLoop(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        loop.execute(() -> work.get().onComplete(done));
        return done.future();
    }

    /** The state of Asterisk was read at least once. */
    public boolean synchronised() {
        return synchronised;
    }

    /** When the node's loop was last seen working. */
    public Instant lastTick() {
        return pulse.last();
    }

    /** Up to when everything that Asterisk sent is with Kafka; null before the links were up. */
    public Instant heard() {
        return pulse.heard();
    }

    private void sweep() {
        if (ariState.up()) {
            control.sweep();
        }
    }

    private void resynchronize() {
        resynchronizer.run();
    }

    private void resynchronized(Signal.Resync.State state) {
        synchronised |= pulse.linksUp() && state.complete(amiState.expected());
        control.resynchronized(state);
    }

    private Intake intake(Link link, MeterRegistry meters) {
        return new Intake(link, loop, config.link().waitingBytes(), meters);
    }

    private Backoff backoff() {
        return new Backoff(config.link().backoffMin(), config.link().backoffMax(), new SplittableRandom());
    }

    private static Context context(Vertx vertx) {
        return ((VertxInternal) vertx).createEventLoopContext();
    }
}
