package io.smartcallcenter.notification.crm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Settings under {@code scc.notification.crm}. */
@ConfigMapping(prefix = "scc.notification.crm")
public interface CrmSettings {

    /** Asked for numbers that are nobody's, {@code https://crm.example/callers?number={number}}; none = nobody is asked. */
    Optional<String> lookupUrl();

    /** The header Authorization of these requests, {@code Bearer ...}. */
    Optional<String> authorization();

    /** How long an answer is waited for: the phone rings meanwhile. */
    @WithDefault("800ms")
    Duration timeout();

    /** How long an answer is kept, also that nobody is known. */
    @WithDefault("5m")
    Duration keep();
}
