package io.smartcallcenter.cdr.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Imports what is new of one node. The cursor moves after the rows are stored, and rows are stored by a deterministic id: a crash in between
 * reads them again and changes nothing.
 */
final class NodeImport {

    private static final Logger LOG = Logger.getLogger(NodeImport.class);

    /** How far the clock or the zone of a PBX may be off: what seems to be from before the beginning is read, and its call is not judged. */
    private static final Duration WRONG_CLOCK = Duration.ofDays(1);

    private final String node;
    private final CdrSource source;
    private final ImportStore store;
    private final MeterRegistry meters;
    private final ReadById byId;
    private final ReadByCalldate byCalldate;
    private volatile Instant importedUntil;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Failing failing;

    /** How it goes with the replica that imports the node; null if this one does. */
    private volatile ImportState elsewhere;

    /** @param since when it began */
    private record Failing(Instant since, String reason, Backoff backoff) {}

    NodeImport(String node, CdrSource source, ImportStore store, CdrSettings settings, MeterRegistry meters) {
        this.node = node;
        this.source = source;
        this.store = store;
        this.meters = meters;
        Pages pages = new Pages(store, settings, meters);
        this.byId = new ReadById(source, store, pages, settings);
        this.byCalldate = new ReadByCalldate(source, store, pages, settings);
    }

    /** Our clock at the start of the last import that came to the end of the table; null before the first. */
    Instant importedUntil() {
        return importedUntil;
    }

    ImportState state() {
        ImportState there = elsewhere;
        if (there != null) {
            return there;
        }
        Failing now = failing;
        return now == null
                ? new ImportState(importedUntil, null, null, null)
                : new ImportState(importedUntil, now.since, now.reason, now.backoff.until());
    }

    /** Another replica imports the node: this one judges calls by how far that one is. */
    void follow(ImportState there) {
        elsewhere = there;
        importedUntil = there.importedUntil();
    }

    /** This replica imports the node. */
    void lead() {
        elsewhere = null;
    }

    /** Does not wait for its end: a table that takes long holds up no other one. */
    void pollUnlessBusy() {
        if (busy.compareAndSet(false, true)) {
            poll().onTermination()
                    .invoke(() -> busy.set(false))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.errorf(failure, "CDR import of %s", node));
        }
    }

    Uni<Void> poll() {
        Instant started = Instant.now();
        if (failing != null && started.isBefore(failing.backoff.until())) {
            return Uni.createFrom().voidItem();
        }
        return importAll(started)
                .invoke(() -> succeeded(started))
                .onFailure()
                .recoverWithUni(failure -> failed(started, failure));
    }

    private void succeeded(Instant started) {
        if (failing != null) {
            LOG.infof("CDRs of %s are imported again", node);
        }
        importedUntil = started;
        failing = null;
    }

    private Uni<Void> failed(Instant started, Throwable failure) {
        meters.counter("scc.cdr.import.failures").increment();
        Failing before = failing;
        Backoff backoff = Backoff.after(before == null ? null : before.backoff, started);
        LOG.warnf("CDR import of %s failed, again in %s: %s", node, backoff.pause(), failure.toString());
        failing = new Failing(before == null ? started : before.since, Reasons.of(failure), backoff);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> importAll(Instant started) {
        return Uni.combine()
                .all()
                .unis(source.hasId(), store.cursor(), store.since().map(since -> since.minus(WRONG_CLOCK)))
                .asTuple()
                .chain(all -> all.getItem1()
                        ? byId.importFrom(all.getItem2(), all.getItem3(), started)
                        : byCalldate.importFrom(all.getItem2(), all.getItem3(), started));
    }
}
