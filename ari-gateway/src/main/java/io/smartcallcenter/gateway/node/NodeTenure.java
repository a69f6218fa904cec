package io.smartcallcenter.gateway.node;

import io.smartcallcenter.gateway.ownership.Tenure;
import io.smartcallcenter.gateway.publish.EventPublisher;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** One node while this gateway runs it. */
final class NodeTenure implements Tenure {

    private static final Logger LOG = Logger.getLogger(NodeTenure.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long POLL_MS = 5;

    private final AsteriskNode node;
    private final EventPublisher publisher;
    private final Duration delivery;
    private final NodeMeters meters;
    private final Runnable ended;

    /**
     * @param delivery how long a hand-over waits at most until what was heard is with Kafka
     * @param ended this gateway does nothing for the node's calls any more
     */
    NodeTenure(AsteriskNode node, EventPublisher publisher, Duration delivery, NodeMeters meters, Runnable ended) {
        this.node = node;
        this.publisher = publisher;
        this.delivery = delivery;
        this.meters = meters;
        this.ended = ended;
    }

    @Override
    public Instant heard() {
        return node.heard();
    }

    @Override
    public boolean controls() {
        return node.ari().up();
    }

    @Override
    public void drain() {
        await(node.drain());
    }

    @Override
    public void handOver() {
        ended.run();
        await(node.disconnect("the gateway hands the node over"));
        flush();
    }

    @Override
    public void end(boolean successor) {
        if (!successor) {
            drain();
        }
        node.close();
        meters.close();
    }

    @Override
    public void abandon() {
        ended.run();
        await(node.abandon());
        meters.close();
    }

    /** What waits on disk is waited for too: a successor takes over what it reads. */
    private void flush() {
        long last = System.nanoTime();
        while (publisher.acknowledgedUpTo() - last < 0) {
            if (System.nanoTime() - last > delivery.toNanos()) {
                LOG.warnf(
                        "Node %s is handed over before everything that was heard is with Kafka: %d events wait",
                        node.name(), publisher.depth());
                return;
            }
            pause();
        }
    }

    private static void await(Future<Void> done) {
        try {
            done.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("A node did not end in order: %s", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
