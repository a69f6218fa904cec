package io.smartcallcenter.kpi.ingest;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.node.LifeSign;
import io.smartcallcenter.kpi.node.Retirement;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.store.KpiStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ends the retirements of nodes that live. The signs must be written before the retirements are read here, and a retirement before the signs
 * are read where it is made: one of the two sees the other.
 */
public final class Returns {

    private final KpiStore store;

    public Returns(KpiStore store) {
        this.store = store;
    }

    /**
     * Whose live figures have changed. What is repeated gives the same.
     *
     * @param facts of a batch, already written
     */
    public Uni<Set<RollUpKey>> of(Collection<Contribution> facts) {
        List<Contribution> signs =
                facts.stream().filter(fact -> fact.kind() == DocumentKind.NODE).toList();
        return signs.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : store.retirements().chain(retirements -> end(retirements.all(), signs));
    }

    private Uni<Set<RollUpKey>> end(List<Retirement> retirements, List<Contribution> signs) {
        Set<String> nodes = new HashSet<>();
        List<Contribution> ends = new ArrayList<>();
        for (Retirement retirement : retirements) {
            signs.stream()
                    .filter(sign -> sign.id().equals(retirement.node()))
                    .map(LifeSign::at)
                    .filter(retirement::endedBy)
                    .min(Instant::compareTo)
                    .ifPresent(heardAt -> {
                        nodes.add(retirement.node());
                        ends.add(retirement.back(heardAt));
                    });
        }
        return ends.isEmpty()
                ? Uni.createFrom().item(Set.of())
                : store.write(ends).chain(() -> toldBy(nodes));
    }

    private Uni<Set<RollUpKey>> toldBy(Set<String> nodes) {
        return Uni.join()
                .all(nodes.stream().map(store::toldBy).toList())
                .andFailFast()
                .map(found -> {
                    Set<RollUpKey> keys = new HashSet<>();
                    found.forEach(keys::addAll);
                    return keys;
                });
    }
}
