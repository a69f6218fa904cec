package io.smartcallcenter.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What happens to a caller for whom no decision comes. */
@ConfigMapping(prefix = "scc.fallback")
public interface FallbackConfig {

    /** From the arrival of the StasisStart frame. */
    @WithDefault("500ms")
    Duration decisionTimeout();

    /** The queue that takes callers without a decision. */
    @WithDefault("support")
    String queue();
}
