package io.smartcallcenter.gateway.ownership;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** All nodes of the configuration, and which of them this gateway runs. */
public final class Ownership {

    private static final Logger LOG = Logger.getLogger(Ownership.class);
    private static final long PATIENCE_MS = 8_000;

    private final Map<String, NodeOwnership> nodes = new LinkedHashMap<>();
    private final Inheritance inheritance;
    private final ClaimWriter claims;
    private final GroupMember member;
    private volatile boolean placed;
    private volatile boolean alone;

    /**
     * @param kafka the client settings: servers, TLS, SASL
     * @param alarm tells people of a node whose application somebody else uses
     */
    public Ownership(
            OwnershipSettings settings,
            Collection<String> names,
            Map<String, Object> kafka,
            Tenure.Beginning beginning,
            Intrusion.Alarm alarm) {
        inheritance = new Inheritance(kafka);
        claims = new ClaimWriter(kafka);
        member = new GroupMember(kafka, settings.group(), settings.instance(), names, new Shares());
        for (String name : names) {
            OwnClaim claim = new OwnClaim(name, settings, inheritance, claims);
            nodes.put(name, new NodeOwnership(name, claim, settings.handOver(), beginning, member::confirm, alarm));
        }
    }

    public void start() {
        inheritance.start();
        member.start();
    }

    /** Gives everything back in order. Without a gateway that could follow, callers who wait go to the default queue. */
    public void stop() {
        boolean successorExpected = placed && !alone;
        each(nodes.values(), node -> node.leave(successorExpected));
        member.close();
        each(nodes.values(), NodeOwnership::finish);
        end();
    }

    /** As a crash, for tests. */
    void vanish() {
        nodes.values().forEach(NodeOwnership::vanish);
        member.vanish();
        end();
    }

    /** Kafka has told us our share of the nodes, be it none. */
    public boolean placed() {
        return placed;
    }

    /** A node of ours does not run yet. */
    public boolean takingOver() {
        return nodes.values().stream().anyMatch(NodeOwnership::takingOver);
    }

    public List<NodeStatus> status() {
        return nodes.values().stream().map(NodeOwnership::status).toList();
    }

    /** Both links of the node are closed until {@link #connect}, or until another gateway gets it. False if we do not run it. */
    public boolean disconnect(String node) {
        return now(nodes.get(node).disconnect());
    }

    /** Connects to the node (again). False if it is not ours. */
    public boolean connect(String node) {
        return now(nodes.get(node).connect());
    }

    private static boolean now(Future<Boolean> done) {
        try {
            return done.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.errorf("A node's links could not be changed: %s", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Somebody else has connected to the node's Asterisk under our application's name. */
    public void replaced(String node) {
        nodes.get(node).replaced();
    }

    private void end() {
        nodes.values().forEach(NodeOwnership::shutDown);
        inheritance.close();
        claims.close();
    }

    private static void each(Collection<NodeOwnership> some, Function<NodeOwnership, Future<?>> work) {
        List<Future<?>> running = some.stream().<Future<?>>map(work).toList();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
        for (Future<?> one : running) {
            try {
                one.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.errorf("A node was not handed over in time: %s", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Shares implements GroupMember.Slots {

        @Override
        public void held(Set<Integer> slots, int of) {
            alone = slots.size() == of;
            Set<String> ours = new HashSet<>(NodeSlots.on(slots, nodes.keySet(), of));
            nodes.values().forEach(node -> {
                if (ours.contains(node.node())) {
                    node.held();
                } else {
                    node.notHeld();
                }
            });
            slotCount = of;
            placed = true;
        }

        @Override
        public void givenUp(Set<Integer> slots) {
            each(
                    NodeSlots.on(slots, nodes.keySet(), slotCount).stream()
                            .map(nodes::get)
                            .toList(),
                    NodeOwnership::giveUp);
        }

        @Override
        public void doubtful() {
            alone = false;
            nodes.values().forEach(NodeOwnership::doubtful);
        }

        private int slotCount = 1;
    }
}
