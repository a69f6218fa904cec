package io.smartcallcenter.kpi.rollup;

import java.time.Instant;
import java.util.Set;

/** Is told whose roll-ups are up to date with the facts that touched them. */
@FunctionalInterface
public interface Rolled {

    /** Called by the owner after the write; must return soon. The same keys may come again with nothing changed. */
    void rolled(Set<RollUpKey> keys);

    /**
     * Called before the roll-ups of a key are recomputed.
     *
     * @param since the time of the earliest event that they will hold then
     */
    default void expect(RollUpKey key, Instant since) {}
}
