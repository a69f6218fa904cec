package io.smartcallcenter.kpi.ingest;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.store.KpiStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what events say into the documents. Applying any event again, or in another order, changes nothing. */
public final class Projection {

    private record Key(DocumentKind kind, String id) {}

    private final KpiStore store;

    public Projection(KpiStore store) {
        this.store = store;
    }

    /** @throws RuntimeException if an event is poison; nothing is written then */
    public Uni<Void> apply(List<Envelope<?>> events) {
        return write(events.stream().flatMap(event -> Facts.of(event).stream()).toList());
    }

    /** Contributions to the same document become one upsert. */
    public Uni<Void> write(Collection<Contribution> contributions) {
        if (contributions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store.write(merged(contributions));
    }

    static Collection<Contribution> merged(Collection<Contribution> contributions) {
        Map<Key, Contribution.Builder> merged = new LinkedHashMap<>();
        for (Contribution each : contributions) {
            merged.computeIfAbsent(new Key(each.kind(), each.id()), key -> Contribution.of(key.kind(), key.id()))
                    .with(each);
        }
        return merged.values().stream().map(Contribution.Builder::build).toList();
    }
}
