package io.smartcallcenter.kpi.live;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import java.util.Set;

/** What the live figures tell others; each completes when Kafka has it. */
public interface Announcements {

    /** The newest figures of a queue or an operator. */
    Uni<Void> figures(RollUpKey key, KpiUpdate update);

    /** The owners of these keys shall look at them again: their figures may differ though no fact of theirs changed. */
    Uni<Void> lookAgain(Set<RollUpKey> keys);
}
