package io.smartcallcenter.gateway.node;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.gateway.normalize.LiveView;
import io.smartcallcenter.gateway.normalize.Normalizer;
import io.smartcallcenter.gateway.normalize.Published;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The one thread that knows the calls of an Asterisk node: normalizer, pending decisions and running commands live here and
 * need no locks. Everything else hands its work over and goes on.
 */
public final class NodeLoop implements Executor {

    private static final Logger LOG = Logger.getLogger(NodeLoop.class);

    /** What is done with the signals besides publishing; called on the loop. */
    public interface Reactions {

        /** A caller waits for a decision since {@code receivedAt}. */
        void routeRequested(RouteRequested request, Instant receivedAt);

        void ariEvent(Map<String, Object> message);
    }

    private final Context context;
    private final Normalizer normalizer;
    private final Consumer<List<Published>> publisher;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter failures;
    private Reactions reactions;
    private boolean muted;

    public NodeLoop(Context context, Normalizer normalizer, Consumer<List<Published>> publisher, MeterRegistry meters) {
        this.context = context;
        this.normalizer = normalizer;
        this.publisher = publisher;
        this.failures = meters.counter("scc.gateway.signal.failures");
        meters.gauge("scc.gateway.loop.waiting", waiting);
    }

    /** Set once, before the first signal. */
    public void attach(Reactions reactions) {
        this.reactions = reactions;
    }

    /** Hands a signal over, from any thread. Signals of one thread keep their order. */
    public void submit(Signal signal) {
        execute(() -> tell(signal));
    }

    @Override
    public void execute(Runnable work) {
        waiting.incrementAndGet();
        context.runOnContext(ignored -> {
            waiting.decrementAndGet();
            work.run();
        });
    }

    /** Nothing that comes from now on is told or published: somebody else runs the node, or is about to. Only on the loop. */
    void mute() {
        muted = true;
    }

    /** Completes on the loop. */
    public Future<LiveView> live() {
        Promise<LiveView> view = Promise.promise();
        execute(() -> view.complete(normalizer.live()));
        return view.future();
    }

    /** Tells the normalizer at once; only on the loop. */
    public void tell(Signal signal) {
        if (muted) {
            return;
        }
        List<Published> events = normalize(signal);
        publisher.accept(events);
        for (Published event : events) {
            if (event.envelope() != null && event.envelope().data() instanceof RouteRequested request) {
                reactions.routeRequested(request, signal.receivedAt());
            }
        }
        if (signal instanceof Signal.Ari ari) {
            reactions.ariEvent(ari.message());
        }
    }

    private List<Published> normalize(Signal signal) {
        try {
            return normalizer.accept(signal);
        } catch (RuntimeException e) {
            // One frame must not end the loop: its caller is found by the sweep and sent to the default queue.
            failures.increment();
            LOG.errorf(
                    e, "A signal could not be normalized: %s", signal.getClass().getSimpleName());
            return List.of();
        }
    }
}
