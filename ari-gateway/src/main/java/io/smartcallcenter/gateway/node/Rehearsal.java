package io.smartcallcenter.gateway.node;

import io.smartcallcenter.gateway.config.NodeSettings;
import io.smartcallcenter.gateway.setup.AsteriskScan;
import io.smartcallcenter.gateway.setup.Check;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * A gateway that stands by asks once whether it could take the nodes over: what is wrong is said now, and not when the owner is
 * gone, and the code of the two links is loaded while no caller waits for it.
 */
final class Rehearsal {

    private static final Logger LOG = Logger.getLogger(Rehearsal.class);

    /** A gateway that gets its nodes at once has better things to do in its first seconds. */
    private static final long LATER_MS = 2_000;

    private final Vertx vertx;
    private final AsteriskScan scan;
    private final Predicate<NodeSettings> elsewhere;

    /** @param elsewhere whether this gateway does not run the node */
    Rehearsal(Vertx vertx, AsteriskScan scan, Predicate<NodeSettings> elsewhere) {
        this.vertx = vertx;
        this.scan = scan;
        this.elsewhere = elsewhere;
    }

    /** One node after the other. */
    void schedule(Iterable<NodeSettings> nodes) {
        vertx.setTimer(LATER_MS, id -> {
            Future<Void> done = Future.succeededFuture();
            for (NodeSettings node : nodes) {
                done = done.compose(next -> elsewhere.test(node) ? ask(node) : Future.succeededFuture());
            }
        });
    }

    private Future<Void> ask(NodeSettings node) {
        return scan.connection(node)
                .onSuccess(result -> result.checks().stream()
                        .filter(check -> check.result() == Check.Result.FAIL)
                        .forEach(check -> LOG.warnf(
                                "This gateway stands by for node %s and could not run it: %s, %s; %s",
                                node.name(), check.name(), check.detail(), check.fix())))
                .otherwiseEmpty()
                .mapEmpty();
    }
}
