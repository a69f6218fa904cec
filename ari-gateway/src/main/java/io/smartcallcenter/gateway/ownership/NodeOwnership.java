package io.smartcallcenter.gateway.ownership;

import io.smartcallcenter.gateway.ownership.NodeStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One node of the configuration: whether we run it, and what happens when that changes. Everything happens on one thread, in
 * the order in which it was told. The table of states is in docs/adr/0017.
 */
final class NodeOwnership {

    private static final Logger LOG = Logger.getLogger(NodeOwnership.class);
    private static final long BEAT_MS = 1_000;
    private static final long WATCH_MS = 20;

    private final String node;
    private final OwnClaim claim;
    private final Duration handOver;
    private final Tenure.Beginning beginning;
    private final Runnable deposed;
    private final Intrusion intrusion;
    private final ScheduledExecutorService thread;
    private volatile boolean held;
    private volatile State state = State.STANDING_BY;
    private Tenure tenure;

    /**
     * @param handOver how long a successor may take before callers who wait go to the default queue
     * @param deposed asks Kafka what we hold, because another owner was seen
     * @param alarm tells people that somebody else has taken the application although the node is ours
     */
    NodeOwnership(
            String node,
            OwnClaim claim,
            Duration handOver,
            Tenure.Beginning beginning,
            Runnable deposed,
            Intrusion.Alarm alarm) {
        this.node = node;
        this.claim = claim;
        this.handOver = handOver;
        this.beginning = beginning;
        this.deposed = deposed;
        this.intrusion = new Intrusion(node, alarm);
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread own = new Thread(work, "scc-own-" + node);
            own.setDaemon(true);
            return own;
        });
        thread.scheduleWithFixedDelay(guarded(this::beat), BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
    }

    String node() {
        return node;
    }

    /** Kafka says that the node is ours. */
    void held() {
        held = true;
        thread.execute(guarded(this::takeOver));
    }

    /** Kafka says that the node is not ours. If we run it, somebody else does too, or is about to. */
    void notHeld() {
        held = false;
        thread.execute(guarded(() -> {
            if (state == State.DISCONNECTED) {
                state = State.STANDING_BY;
            } else if (tenure != null && state != State.HANDING_OVER) {
                abandon("Kafka has given it to another gateway");
            }
        }));
    }

    /** Kafka has forgotten us: no reason to leave the callers alone. */
    void doubtful() {
        thread.execute(guarded(() -> {
            if (state == State.OWNER) {
                state = State.DOUBTFUL;
                LOG.warnf("Kafka has forgotten this gateway: it runs node %s on until Kafka says who owns it", node);
            }
        }));
    }

    /** The node goes to a successor: done when everything is written that the successor reads. */
    Future<?> giveUp() {
        held = false;
        return thread.submit(guarded(() -> {
            handOver();
            thread.execute(guarded(this::awaitSuccessor));
        }));
    }

    /** This gateway stops. */
    Future<?> leave(boolean successorExpected) {
        held = false;
        return thread.submit(guarded(() -> {
            if (tenure != null && !successorExpected) {
                tenure.drain();
            }
            handOver();
        }));
    }

    /** After {@link #leave}, when the slots are given back: callers who still wait are left to a successor, if one comes. */
    Future<?> finish() {
        return thread.submit(guarded(this::awaitSuccessor));
    }

    /** Both links are closed until {@link #connect}, or until another gateway gets the node. False if we do not run it. */
    Future<Boolean> disconnect() {
        return thread.submit(() -> {
            if (tenure == null) {
                return state == State.DISCONNECTED;
            }
            tenure.drain();
            handOver();
            // Who came after the drain, while the links were still up, waits for nobody else.
            tenure.end(false);
            tenure = null;
            state = State.DISCONNECTED;
            return true;
        });
    }

    /** Connects (again), with what {@link Tenure.Beginning} knows of the node by now. False if the node is not ours. */
    Future<Boolean> connect() {
        return thread.submit(() -> {
            if (!held) {
                return false;
            }
            if (tenure != null) {
                handOver();
                tenure.end(true);
                tenure = null;
            }
            state = State.STANDING_BY;
            takeOver();
            return tenure != null;
        });
    }

    /** Somebody else has connected to the node's Asterisk under our application's name. */
    void replaced() {
        thread.execute(guarded(() -> {
            if (tenure == null || state == State.HANDING_OVER) {
                return;
            }
            boolean read = claim.claimsRead();
            if (claim.succeeded()) {
                abandon("its successor has connected to Asterisk");
                deposed.run();
            } else {
                LOG.errorf(
                        "Somebody else uses the application of node %s on its Asterisk%s",
                        node, read ? ", and is no gateway of this installation" : "; Kafka cannot tell who");
                intrusion.replaced(Instant.now());
            }
        }));
    }

    /** Kafka has given us the node, and we do not run it yet. */
    boolean takingOver() {
        return held && (state == State.STANDING_BY || state == State.TAKING_OVER);
    }

    NodeStatus status() {
        Optional<Claim> owner = claim.newest().filter(newest -> !newest.released());
        return new NodeStatus(
                node,
                state,
                owner.map(Claim::owner).orElse(null),
                owner.map(Claim::address).orElse(null),
                owner.map(Claim::epoch).orElse(0L),
                owner.map(Claim::heard).orElse(null));
    }

    /** As a crash, for tests: nothing more is said or written. */
    void vanish() {
        held = false;
        thread.execute(guarded(() -> {
            if (tenure != null) {
                tenure.abandon();
                tenure = null;
            }
        }));
        shutDown();
    }

    void shutDown() {
        thread.shutdown();
    }

    private void takeOver() {
        awaitSuccessor();
        if (tenure != null) {
            state = State.OWNER;
            return;
        }
        if (!held || state == State.DISCONNECTED) {
            return;
        }
        state = State.TAKING_OVER;
        Instant begun = Instant.now();
        Tenure.Predecessor predecessor = claim.take();
        if (!held) {
            state = State.STANDING_BY;
            return;
        }
        tenure = beginning.begin(node, claim.epoch(), predecessor);
        state = State.OWNER;
        intrusion.watch(Instant.now());
        LOG.infof(
                "This gateway runs node %s as epoch %d, after %d ms",
                node, claim.epoch(), Duration.between(begun, Instant.now()).toMillis());
    }

    private void beat() {
        if (tenure == null) {
            claim.stayKnown();
        }
        if (tenure == null || state == State.HANDING_OVER) {
            return;
        }
        if (claim.succeeded()) {
            abandon("a newer claim was seen");
            deposed.run();
        } else {
            claim.repeat(tenure.heard());
            intrusion.beat(tenure.controls(), Instant.now());
        }
    }

    private void handOver() {
        if (state == State.DISCONNECTED) {
            state = State.STANDING_BY;
        }
        if (tenure == null || state == State.HANDING_OVER) {
            return;
        }
        state = State.HANDING_OVER;
        tenure.handOver();
        claim.release(tenure.heard());
        LOG.infof("Node %s is handed over", node);
    }

    /** The callers who waited for a decision are the successor's now; without one they go to the default queue. */
    private void awaitSuccessor() {
        if (state != State.HANDING_OVER) {
            return;
        }
        long end = System.nanoTime() + handOver.toNanos();
        while (!claim.succeeded() && !held && System.nanoTime() < end) {
            pause();
        }
        tenure.end(claim.succeeded() || held);
        tenure = null;
        state = State.STANDING_BY;
    }

    private void abandon(String why) {
        LOG.warnf("Node %s is not run by this gateway any more: %s", node, why);
        held = false;
        tenure.abandon();
        tenure = null;
        state = State.STANDING_BY;
    }

    /** A failure must not end the thread: the next message may heal it. */
    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.errorf(e, "The ownership of node %s could not be changed", node);
            }
        };
    }

    private static void pause() {
        try {
            Thread.sleep(WATCH_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
