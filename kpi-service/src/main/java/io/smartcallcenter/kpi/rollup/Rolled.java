package io.smartcallcenter.kpi.rollup;

import java.util.Set;

/** Is told whose roll-ups are up to date with the facts that touched them. */
@FunctionalInterface
public interface Rolled {

    /** Called by the owner after the write; must return soon. The same keys may come again with nothing changed. */
    void rolled(Set<RollUpKey> keys);
}
