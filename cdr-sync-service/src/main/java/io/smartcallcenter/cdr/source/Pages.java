package io.smartcallcenter.cdr.source;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.CdrSettings;
import io.smartcallcenter.cdr.reconcile.CdrRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Reads one page after the other and holds only the one at hand, however long the table is. */
final class Pages {

    private static final Logger LOG = Logger.getLogger(Pages.class);

    /** Of so many unreadable rows each is counted and logged once, however often it is read; of more nothing is said. */
    private static final int MOST_TOLD = 1_000;

    private final ImportStore store;
    private final CdrSettings settings;
    private final MeterRegistry meters;
    private final StoredRows stored = new StoredRows();
    private final Set<String> told = new HashSet<>();

    Pages(ImportStore store, CdrSettings settings, MeterRegistry meters) {
        this.store = store;
        this.settings = settings;
        this.meters = meters;
    }

    StoredRows stored() {
        return stored;
    }

    /**
     * Until the end of the table.
     *
     * @param start where the first page begins
     * @param read reads the page that begins there
     * @param keep stores what the page says of the position, and gives the one where the next page begins
     * @return the position after the last page
     */
    <P> Uni<P> toTheEnd(P start, Function<P, Uni<CdrSource.Page>> read, BiFunction<P, CdrSource.Page, Uni<P>> keep) {
        AtomicReference<P> position = new AtomicReference<>(start);
        return Multi.createBy()
                .repeating()
                .<Boolean>uni(() -> read.apply(position.get())
                        .ifNoItem()
                        .after(settings.queryTimeout())
                        .fail()
                        .chain(page -> storeRows(page)
                                .chain(() -> keep.apply(position.get(), page))
                                .invoke(position::set)
                                .replaceWith(page.full(settings.pageSize()))))
                .whilst(more -> more)
                .collect()
                .last()
                .map(end -> position.get());
    }

    private Uni<Void> storeRows(CdrSource.Page page) {
        page.unreadable().forEach(this::tell);
        List<CdrRow> fresh =
                page.rows().stream().filter(row -> !stored.contains(row)).toList();
        if (fresh.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.saveRows(fresh, Instant.now()).invoke(() -> {
            stored.add(fresh);
            meters.counter("scc.cdr.imported.rows").increment(fresh.size());
        });
    }

    private synchronized void tell(String row) {
        if (told.size() < MOST_TOLD && told.add(row)) {
            meters.counter("scc.cdr.unreadable.rows").increment();
            LOG.warnf("CDR row is left out: %s", row);
        }
    }
}
