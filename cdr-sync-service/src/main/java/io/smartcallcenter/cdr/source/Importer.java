package io.smartcallcenter.cdr.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import io.smartcallcenter.cdr.store.CdrStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Imports what is new, every {@code scc.cdr.poll}. The cursor moves after the rows are stored, and rows are stored by a
 * deterministic id: a crash in between reads them again and changes nothing.
 */
@ApplicationScoped
public class Importer {

    private static final Logger LOG = Logger.getLogger(Importer.class);

    /** Several writers may commit their ids out of order: that many are read again. */
    private static final long OVERLAP = 200;

    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);

    private final CdrTable table;
    private final CdrStore store;
    private final CdrSettings settings;
    private final MeterRegistry meters;
    private final RecentRows recent = new RecentRows(20_000);
    private volatile Instant importedUntil;
    private volatile Instant notBefore = Instant.EPOCH;
    private volatile Duration backoff = FIRST_BACKOFF;

    Importer(CdrTable table, CdrStore store, CdrSettings settings, MeterRegistry meters) {
        this.table = table;
        this.store = store;
        this.settings = settings;
        this.meters = meters;
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
        return importAll()
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

    private Uni<Void> importAll() {
        return Uni.combine()
                .all()
                .unis(table.hasId(), store.cursor())
                .asTuple()
                .chain(both -> both.getItem1() ? byId(both.getItem2()) : byCalldate(both.getItem2()));
    }

    private Uni<Void> byId(Cursor cursor) {
        long from = Math.max(0, cursor.lastId() - OVERLAP);
        return table.afterId(from, settings.pageSize()).chain(page -> {
            if (page.read() == 0 && cursor.lastId() > 0) {
                // The row at the cursor is gone: the table was replaced or emptied, and counts anew.
                LOG.warnf("CDR table ends before id %d: reading it from its beginning", cursor.lastId());
                return store.save(Cursor.START);
            }
            return pagesById(page, cursor.lastId());
        });
    }

    private Uni<Void> pagesById(CdrTable.Page page, long reached) {
        if (page.read() == 0) {
            return Uni.createFrom().voidItem();
        }
        long newest = Math.max(reached, page.lastId());
        Uni<Void> stored = store(page.rows());
        if (newest > reached) {
            stored = stored.chain(() -> store.save(new Cursor(newest, "")));
        }
        return page.full(settings.pageSize())
                ? stored.chain(() -> table.afterId(page.lastId(), settings.pageSize()))
                        .chain(next -> pagesById(next, newest))
                : stored;
    }

    private Uni<Void> byCalldate(Cursor cursor) {
        String from = cursor.lastCalldate().isEmpty()
                ? "1970-01-01 00:00:00"
                : CdrTable.minus(cursor.lastCalldate(), settings.window());
        return pagesByCalldate(new CdrTable.Place(from, "", -1), cursor.lastCalldate());
    }

    private Uni<Void> pagesByCalldate(CdrTable.Place place, String reached) {
        return table.after(place, settings.pageSize()).chain(page -> {
            if (page.read() == 0) {
                return Uni.createFrom().voidItem();
            }
            String newest =
                    page.last().calldate().compareTo(reached) > 0 ? page.last().calldate() : reached;
            Uni<Void> stored = store(page.rows());
            if (!newest.equals(reached)) {
                stored = stored.chain(() -> store.save(new Cursor(0, newest)));
            }
            return page.full(settings.pageSize()) ? stored.chain(() -> pagesByCalldate(page.last(), newest)) : stored;
        });
    }

    private Uni<Void> store(List<CdrRow> rows) {
        List<CdrRow> fresh = rows.stream().filter(recent::unknown).toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.saveRows(fresh, Instant.now()).invoke(() -> {
            recent.add(fresh);
            meters.counter("scc.cdr.imported.rows").increment(fresh.size());
        });
    }
}
