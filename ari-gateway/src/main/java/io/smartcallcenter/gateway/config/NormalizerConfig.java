package io.smartcallcenter.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the normalizer waits for facts that arrive late. */
@ConfigMapping(prefix = "scc.normalizer")
public interface NormalizerConfig {

    /** How long a queue entry that was left without an answer waits for the fact that tells why. */
    @WithDefault("1s")
    Duration settle();

    /** How long an ended call is remembered, so that late events do not open it again. */
    @WithDefault("60s")
    Duration tombstone();
}
