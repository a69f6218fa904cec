package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Whose facts and roll-ups there are. */
public interface KnownKeys {

    /**
     * Those with a fact that began on the day or the day before, or with a document of the day: a wait over midnight has a row on both
     * days.
     *
     * @param day days of UTC since the epoch
     */
    Uni<Set<RollUpKey>> of(long day);

    /** The day of the earliest fact; empty if there is none. */
    Uni<Optional<Long>> firstDay();

    /**
     * Until when earlier versions deleted facts, as queues have roll-ups that are older than any fact; empty if they have none. These versions
     * did not note it, see {@link FactsOfQuarters#keptSince}.
     */
    Uni<Optional<Instant>> deletedUntil();

    /** Adds what facts of earlier versions lack and are found by. */
    Uni<Void> complete(long day);
}
