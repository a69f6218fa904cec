package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.link.Link;
import io.smartcallcenter.virtual.link.Shape;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What can go wrong with a PBX and its links. Any thread may ask; nothing here waits. Durations are the PBX's. */
public final class Faults {

    private static final Logger LOG = Logger.getLogger(Faults.class);

    private final Machine machine;
    private final PbxThread thread;

    Faults(Machine machine, PbxThread thread) {
        this.machine = machine;
        this.thread = thread;
    }

    /**
     * All connections of the link end without a word, and new ones are refused until {@code length} has passed. Calls go on; a new
     * one finds no application while ARI is away. Done when the link is down.
     */
    public CompletableFuture<Void> cut(Link link, Duration length) {
        return onPbx(() -> {
            Node node = machine.node();
            if (node == null) {
                return Future.failedFuture("The virtual Asterisk is down");
            }
            thread.clock().after(length, () -> restore(node, link));
            return node.cut(link);
        });
    }

    private void restore(Node node, Link link) {
        int port = link == Link.ARI ? machine.ariPort() : machine.amiPort();
        machine.opening(node.listen(link, port))
                .onFailure(busy -> LOG.errorf(busy, "%s cannot listen again on port %d", link, port));
    }

    /** Slows the link down or delays it, until told otherwise or until a restart. */
    public CompletableFuture<Void> shape(Link link, Shape shape) {
        return onPbx(() -> {
            Node node = machine.node();
            if (node == null) {
                return Future.failedFuture("The virtual Asterisk is down");
            }
            node.shape(link, shape);
            return Future.succeededFuture();
        });
    }

    /** As kill -9. Done when nothing listens any more. */
    public CompletableFuture<Void> kill() {
        return onPbx(machine::die);
    }

    /** The first boot. Done when the ports listen. */
    CompletableFuture<Void> boot() {
        return onPbx(() -> machine.boot(BootProfile.INSTANT));
    }

    /** Kills it and boots it again. Done when the ports listen, which may be before ARI answers. */
    public CompletableFuture<Void> restart(BootProfile profile) {
        return onPbx(() -> machine.die().compose(dead -> machine.boot(profile)));
    }

    private CompletableFuture<Void> onPbx(Supplier<Future<Void>> action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        thread.execute(() -> action.get().onSuccess(done::complete).onFailure(done::completeExceptionally));
        return done;
    }
}
