package io.smartcallcenter.kpi.rollup;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The way to the owner of a queue or an operator: the topic {@code kpi-touched}, keyed by {@link RollUpKey#text()}. */
@FunctionalInterface
public interface TouchedTopic {

    /** Completes when Kafka has all of it; fails if it does not have some of it, and may be repeated. */
    Uni<Void> touch(Map<RollUpKey, Touch> touched);

    /**
     * Also tells the owners how old the news are.
     *
     * @param since the time of the earliest event behind each touch; may lack some
     */
    default Uni<Void> touch(Map<RollUpKey, Touch> touched, Map<RollUpKey, Instant> since) {
        return touch(touched);
    }

    /** Quarters whose rows may have changed. Without quarters the owner only says that the key is up to date. */
    default Uni<Void> send(Map<RollUpKey, ? extends Collection<Quarter>> rows) {
        Map<RollUpKey, Touch> touched = new HashMap<>();
        rows.forEach((key, quarters) -> touched.put(key, Touch.rows(quarters)));
        return touch(touched);
    }
}
