package io.smartcallcenter.gateway.link;

import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ari.AriCalls;
import io.smartcallcenter.gateway.node.NodeLoop;
import io.smartcallcenter.gateway.normalize.Signal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Reads Asterisk's state after a link came up: events of the gap are gone for good, the state is not. All on the loop. The
 * AMI lists are read last and handed over in the order of the AMI stream, so that they are neither older nor newer than the
 * events around them.
 */
public final class Resynchronizer {

    private static final Logger LOG = Logger.getLogger(Resynchronizer.class);
    private static final long RETRY_MS = 1_000;

    private final Vertx vertx;
    private final NodeLoop loop;
    private final AriCalls calls;
    private final AmiLink ami;
    private final LinkState ariState;
    private final LinkState amiState;
    private final Consumer<Signal.Resync.State> read;
    private boolean running;
    private boolean again;

    /** @param read called on the loop with what was read, after the normalizer was told */
    public Resynchronizer(
            Vertx vertx,
            NodeLoop loop,
            AriCalls calls,
            AmiLink ami,
            LinkState ariState,
            LinkState amiState,
            Consumer<Signal.Resync.State> read) {
        this.vertx = vertx;
        this.loop = loop;
        this.calls = calls;
        this.ami = ami;
        this.ariState = ariState;
        this.amiState = amiState;
        this.read = read;
    }

    /** Reads what the links that are up can tell. A second wish while one runs is kept. */
    public void run() {
        if (running) {
            again = true;
            return;
        }
        running = true;
        readAri().compose(this::readAmi).onSuccess(this::handOver).onComplete(result -> {
            running = false;
            if (result.failed()) {
                LOG.warnf(
                        "The state of Asterisk could not be read: %s",
                        result.cause().getMessage());
                vertx.setTimer(RETRY_MS, id -> loop.execute(this::retry));
            } else if (again) {
                again = false;
                run();
            }
        });
    }

    private void retry() {
        if (ariState.up() || amiState.up()) {
            run();
        }
    }

    private void handOver(Signal.Resync.State state) {
        loop.tell(new Signal.Resync(state, Instant.now()));
        read.accept(state);
    }

    private Future<Signal.Resync.State> readAri() {
        // Both or none: a link that comes up between the two has a pass of its own.
        return part(ariState, () -> calls.channels().compose(channels -> calls.bridges()
                        .map(bridges -> new Signal.Resync.State(channels, bridges, null, null, null))))
                .map(state -> state == null ? new Signal.Resync.State(null, null, null, null, null) : state);
    }

    private Future<Signal.Resync.State> readAmi(Signal.Resync.State ari) {
        if (!amiState.expected()) {
            return part(ariState, calls::started)
                    .map(started -> new Signal.Resync.State(ari.channels(), ari.bridges(), null, null, started));
        }
        return asteriskTime().compose(time -> part(amiState, () -> ami.list(AmiAction.of("CoreShowChannels")))
                .compose(channels -> part(amiState, () -> ami.list(AmiAction.of("QueueStatus")))
                        .map(queues -> new Signal.Resync.State(
                                ari.channels(),
                                ari.bridges(),
                                stamped(channels, time),
                                stamped(queues, time),
                                ami.asteriskStarted()))));
    }

    private Future<String> asteriskTime() {
        return amiState.up() ? ami.time() : Future.succeededFuture(null);
    }

    /** The events of a list carry no time, and what they tell (since when a caller waits) is measured by Asterisk's clock. */
    private static List<Map<String, String>> stamped(List<Map<String, String>> list, String time) {
        if (list != null && time != null) {
            list.forEach(fields -> fields.putIfAbsent("Timestamp", time));
        }
        return list;
    }

    /** Null (not read) while the link is down. */
    private static <T> Future<T> part(LinkState link, Supplier<Future<T>> read) {
        return link.up() ? read.get() : Future.succeededFuture(null);
    }
}
