package io.smartcallcenter.cdr.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Imports what is new, every {@code scc.cdr.poll}. The cursor moves after the rows are stored, and rows are stored by a
 * deterministic id: a crash in between reads them again and changes nothing.
 */
@ApplicationScoped
public class Importer {

    private static final Logger LOG = Logger.getLogger(Importer.class);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

    private final CdrSource source;
    private final ImportStore store;
    private final MeterRegistry meters;
    private final ReadById byId;
    private final ReadByCalldate byCalldate;
    private volatile Instant importedUntil;
    private volatile Instant notBefore = Instant.EPOCH;
    private volatile Duration backoff = FIRST_BACKOFF;

    Importer(CdrSource source, ImportStore store, CdrSettings settings, MeterRegistry meters) {
        this.source = source;
        this.store = store;
        this.meters = meters;
        Pages pages = new Pages(store, settings, meters);
        this.byId = new ReadById(source, store, pages, settings);
        this.byCalldate = new ReadByCalldate(source, store, pages, settings);
    }

    /** Our clock at the start of the last import that came to the end of the table; null before the first. */
    public Instant importedUntil() {
        return importedUntil;
    }

    @Scheduled(every = "{scc.cdr.poll}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> poll() {
        Instant started = Instant.now();
        if (started.isBefore(notBefore)) {
            return Uni.createFrom().voidItem();
        }
        return importAll(started)
                .invoke(() -> succeeded(started))
                .onFailure()
                .recoverWithUni(failure -> failed(started, failure));
    }

    private void succeeded(Instant started) {
        importedUntil = started;
        backoff = FIRST_BACKOFF;
    }

    private Uni<Void> failed(Instant started, Throwable failure) {
        meters.counter("scc.cdr.import.failures").increment();
        LOG.warnf("CDR import failed, again in %s: %s", backoff, failure.toString());
        notBefore = started.plus(backoff);
        Duration doubled = backoff.multipliedBy(2);
        backoff = doubled.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : doubled;
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> importAll(Instant started) {
        return Uni.combine()
                .all()
                .unis(source.hasId(), store.cursor(), store.since())
                .asTuple()
                .chain(all -> all.getItem1()
                        ? byId.importFrom(all.getItem2(), all.getItem3())
                        : byCalldate.importFrom(all.getItem2(), all.getItem3(), started));
    }
}
