package io.smartcallcenter.notification.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings under {@code scc.notification.webhooks}. */
@ConfigMapping(prefix = "scc.notification.webhooks")
public interface WebhookSettings {

    /** Whether events may go to loopback and private addresses, and without TLS. */
    @WithDefault("false")
    boolean privateTargets();

    /** How long a receiver may take to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** How long an event is sent again until it is given up. */
    @WithDefault("10m")
    Duration giveUpAfter();

    /** The pause before the first repetition; it doubles, with jitter, up to a minute. */
    @WithDefault("1s")
    Duration firstPause();

    /** Events of one webhook that are on their way at the same time, each of another key. */
    @WithDefault("8")
    int concurrency();

    /** How soon a change that another replica has stored is in force. */
    @WithDefault("5s")
    Duration refresh();
}
