package io.smartcallcenter.kpi.live;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.kpi.rollup.RollUpKey;
import io.smartcallcenter.kpi.rollup.TouchedTopic;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Figures go to {@code kpi-updates}. Who shall look again is touched without anything to recompute. */
public final class TopicAnnouncements implements Announcements {

    private final BiFunction<String, KpiUpdate, Uni<Void>> updates;
    private final TouchedTopic touched;

    /** @param updates sends an update under its key */
    public TopicAnnouncements(BiFunction<String, KpiUpdate, Uni<Void>> updates, TouchedTopic touched) {
        this.updates = updates;
        this.touched = touched;
    }

    @Override
    public Uni<Void> figures(RollUpKey key, KpiUpdate update) {
        return updates.apply(key.text(), update);
    }

    @Override
    public Uni<Void> lookAgain(Set<RollUpKey> keys) {
        return touched.send(keys.stream().collect(Collectors.toMap(key -> key, key -> Set.of())));
    }
}
