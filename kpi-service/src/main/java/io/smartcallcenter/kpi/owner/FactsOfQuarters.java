package io.smartcallcenter.kpi.owner;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.kpi.entry.QueueEntry;
import io.smartcallcenter.kpi.entry.Refusal;
import io.smartcallcenter.kpi.offer.Offer;
import io.smartcallcenter.kpi.operator.StateMark;
import io.smartcallcenter.kpi.rollup.Quarter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The facts as the owner reads them. What has a row in one of the quarters is found; more may be.
 *
 * <p>Quarters are from {@code first} to {@code last}, both inclusive.
 */
public interface FactsOfQuarters {

    /** Facts that began before this moment may have been deleted; long ago if none ever were. */
    Uni<Instant> keptSince();

    Uni<List<QueueEntry>> entries(Set<String> queues, Quarter first, Quarter last);

    Uni<List<Refusal>> refusals(Set<String> queues, Quarter first, Quarter last);

    /** Those of them that are there. */
    Uni<List<QueueEntry>> entries(Collection<String> ids);

    Uni<List<Offer>> offers(Set<String> operators, Quarter first, Quarter last);

    /** Those of them that are there. */
    Uni<List<Offer>> offers(Collection<String> ids);

    Uni<List<StateMark>> marks(Set<String> operators, Quarter first, Quarter last);

    /**
     * The last mark of each state before a moment.
     *
     * @param before µs since the epoch
     */
    Uni<List<StateMark>> lastMarks(Set<String> operators, long before);
}
