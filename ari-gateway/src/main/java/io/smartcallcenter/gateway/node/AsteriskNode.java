package io.smartcallcenter.gateway.node;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.NodeEvent.Link;
import io.smartcallcenter.gateway.ami.AmiClient;
import io.smartcallcenter.gateway.ami.AmiEndpoint;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.ari.AriEndpoint;
import io.smartcallcenter.gateway.ari.AriRest;
import io.smartcallcenter.gateway.ari.AriSocket;
import io.smartcallcenter.gateway.command.CommandExecutor;
import io.smartcallcenter.gateway.command.DirectCalls;
import io.smartcallcenter.gateway.command.Prompts;
import io.smartcallcenter.gateway.command.QueueSteps;
import io.smartcallcenter.gateway.command.StasisReactions;
import io.smartcallcenter.gateway.command.StrandedCallers;
import io.smartcallcenter.gateway.config.AsteriskConfig;
import io.smartcallcenter.gateway.config.FallbackConfig;
import io.smartcallcenter.gateway.config.GatewayConfig;
import io.smartcallcenter.gateway.fallback.Decisions;
import io.smartcallcenter.gateway.link.AmiLink;
import io.smartcallcenter.gateway.link.AriLink;
import io.smartcallcenter.gateway.link.Backoff;
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
import java.util.SplittableRandom;

/** One Asterisk node with both links and everything that runs for its calls. Three contexts: node, ARI socket, AMI socket. */
public final class AsteriskNode {

    private static final long TICK_MS = 250;

    private final Vertx vertx;
    private final GatewayConfig config;
    private final NodeLoop loop;
    private final LinkState ariState;
    private final LinkState amiState;
    private final AriRest rest;
    private final AriLink ari;
    private final AmiLink ami;
    private final Decisions decisions;
    private final CommandExecutor executor;
    private final StrandedCallers stranded;
    private final Resynchronizer resynchronizer;
    private long ticks;
    private long sweeps;
    private volatile Instant lastTick = Instant.now();
    private volatile boolean synchronised;

    public AsteriskNode(
            Vertx vertx,
            AsteriskConfig asterisk,
            FallbackConfig fallback,
            GatewayConfig config,
            Normalizer normalizer,
            EventPublisher publisher,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.config = config;
        String app = asterisk.ari().app();
        Duration timeout = config.link().requestTimeout();
        loop = new NodeLoop(context(vertx), normalizer, publisher::publish, meters);
        ariState = new LinkState(Link.ARI, meters);
        amiState = new LinkState(Link.AMI, meters);
        AriEndpoint endpoint = AriEndpoint.of(
                asterisk.ari().url(), asterisk.ari().username(), asterisk.ari().password(), app);
        rest = new AriRest(vertx, endpoint, timeout);
        AriCalls calls = new AriCalls(rest, app);
        decisions = new Decisions(
                vertx, calls, fallback.decisionTimeout(), fallback.queue(), publisher::kafkaUp, loop::submit, meters);
        QueueSteps queues = new QueueSteps(calls);
        DirectCalls directs = new DirectCalls(vertx, calls, queues);
        Prompts prompts = new Prompts(vertx, calls, queues, loop::submit);
        StasisReactions steps = new StasisReactions(app, decisions, queues, directs, prompts);
        loop.attach(steps);
        stranded = new StrandedCallers(vertx, loop, calls, asterisk.node(), app, steps, decisions, queues, directs);
        AriSocket socket =
                new AriSocket(vertx, context(vertx), endpoint, config.link().ping(), timeout);
        ari = new AriLink(
                vertx, loop, socket, calls, ariState, backoff(), config.link().ping(), this::resynchronize);
        AmiClient client = AmiEndpoint.of(
                        asterisk.ami().host(),
                        asterisk.ami().port(),
                        asterisk.ami().username(),
                        asterisk.ami().password())
                .map(manager -> new AmiClient(vertx, context(vertx), loop, manager, timeout))
                .orElse(null);
        ami = new AmiLink(
                vertx, loop, client, amiState, backoff(), config.link().ping(), this::resynchronize);
        resynchronizer = new Resynchronizer(vertx, loop, calls, ami, ariState, amiState, this::resynchronized);
        executor = new CommandExecutor(
                asterisk.node(), decisions, calls, queues, directs, prompts, ami::send, config.flows(), meters);
    }

    public void start() {
        loop.execute(() -> {
            ticks = vertx.setPeriodic(TICK_MS, id -> tick());
            sweeps = vertx.setPeriodic(config.link().sweep().toMillis(), id -> loop.execute(this::sweep));
            ari.start();
            ami.start();
        });
    }

    /** Callers that wait go to the default queue, then both links are closed. Completes when that is done. */
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        loop.execute(() -> {
            vertx.cancelTimer(ticks);
            vertx.cancelTimer(sweeps);
            decisions.drain();
            // The requests of the drain are on their way: they need the connections a moment longer.
            vertx.setTimer(
                    TICK_MS,
                    id -> loop.execute(() -> {
                        ari.stop();
                        ami.stop();
                        rest.close();
                        stopped.complete();
                    }));
        });
        return stopped.future();
    }

    public NodeLoop loop() {
        return loop;
    }

    public CommandExecutor executor() {
        return executor;
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

    /** The state of Asterisk was read at least once. */
    public boolean synchronised() {
        return synchronised;
    }

    /** When the node's loop was last seen working. */
    public Instant lastTick() {
        return lastTick;
    }

    private void tick() {
        loop.execute(() -> {
            lastTick = Instant.now();
            loop.tell(new Signal.Tick(lastTick));
        });
    }

    private void sweep() {
        if (ariState.up()) {
            stranded.sweep();
        }
    }

    private void resynchronize() {
        resynchronizer.run();
    }

    private void resynchronized(Signal.Resync.State state) {
        synchronised |= ariState.up() && (amiState.up() || !amiState.expected());
        stranded.check(state);
    }

    private Backoff backoff() {
        return new Backoff(config.link().backoffMin(), config.link().backoffMax(), new SplittableRandom());
    }

    private static Context context(Vertx vertx) {
        return ((VertxInternal) vertx).createEventLoopContext();
    }
}
