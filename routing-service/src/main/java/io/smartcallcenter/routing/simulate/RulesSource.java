package io.smartcallcenter.routing.simulate;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.routing.rules.RoutingRules;

/** Rules that are not in force, which a simulation may be asked about. */
public interface RulesSource {

    /**
     * The draft. Fails with {@link io.smartcallcenter.routing.rules.document.InvalidRules} when it cannot be used yet.
     *
     * @return null item: there is no draft
     */
    Uni<RoutingRules> draft();

    /**
     * A published version.
     *
     * @param number from 1
     * @return null item: there is no such version
     */
    Uni<RoutingRules> version(long number);
}
