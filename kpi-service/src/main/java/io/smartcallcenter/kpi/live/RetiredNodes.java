package io.smartcallcenter.kpi.live;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.node.Node;
import io.smartcallcenter.kpi.node.NodeAct;
import io.smartcallcenter.kpi.node.Retirement;
import io.smartcallcenter.kpi.store.AuditStore;
import io.smartcallcenter.kpi.store.KpiStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Retires nodes and takes it back. Each may be repeated, and has the live figures of the node's operators looked at again. */
public final class RetiredNodes {

    private static final Logger LOG = Logger.getLogger(RetiredNodes.class);

    private final KpiStore store;
    private final AuditStore audit;
    private final Announcements announcements;
    private final Clock clock;

    public RetiredNodes(KpiStore store, AuditStore audit, Announcements announcements, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.announcements = announcements;
        this.clock = clock;
    }

    /** All that were ever heard of, by name. */
    public Uni<List<Node>> all() {
        return store.nodes();
    }

    /** Empty for one that was never heard of. */
    public Uni<Optional<Node>> node(String name) {
        return store.nodes()
                .map(nodes ->
                        nodes.stream().filter(node -> node.name().equals(name)).findFirst());
    }

    /** @param at to the millisecond, not before the node was last seen; what was said of this moment before stays */
    public Uni<Node> retire(Node node, Instant at, String who, String reason) {
        Retirement retirement = new Retirement(node.name(), at, null, who, reason);
        Uni<Void> written = said(node, at)
                ? Uni.createFrom().voidItem()
                : noted(node.name(), at, who, reason)
                        .chain(() -> store.write(List.of(retirement.fact())))
                        .chain(() -> heardMeanwhile(retirement));
        return written.chain(() -> lookAgain(node.name()))
                .chain(() -> node(node.name()))
                .map(Optional::orElseThrow);
    }

    public static boolean said(Node node, Instant at) {
        return node.retirements().stream().anyMatch(each -> each.at().equals(at));
    }

    /** Who wrote a later event before the retirement was there did not know of it: see {@code ingest.Returns}. */
    private Uni<Void> heardMeanwhile(Retirement retirement) {
        return node(retirement.node()).chain(node -> node.map(Node::lastSeen)
                .filter(retirement::endedBy)
                .map(heardAt -> store.write(List.of(retirement.back(heardAt))))
                .orElse(Uni.createFrom().voidItem()));
    }

    public Uni<Void> takeBack(Node node, Instant at, String who) {
        Uni<Void> taken = said(node, at)
                ? noted(node.name(), at, who, null).chain(() -> store.takeBack(node.name(), at))
                : Uni.createFrom().voidItem();
        return taken.chain(() -> lookAgain(node.name()));
    }

    private Uni<Void> noted(String node, Instant at, String who, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return audit.note(new NodeAct(UUID.randomUUID().toString(), now, who, node, at, reason));
    }

    /** Without Kafka it stands all the same: everything is looked at once a minute anyway. */
    private Uni<Void> lookAgain(String node) {
        return store.toldBy(node)
                .chain(keys -> keys.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : announcements
                                .lookAgain(keys)
                                .onFailure()
                                .invoke(failure ->
                                        LOG.warnf(failure, "Live figures of %s follow within a minute", node))
                                .onFailure()
                                .recoverWithNull());
    }
}
