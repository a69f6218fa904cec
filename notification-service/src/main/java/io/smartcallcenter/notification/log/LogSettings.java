package io.smartcallcenter.notification.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the ordered log, {@code scc.notification.log.*}. */
@ConfigMapping(prefix = "scc.notification.log")
public interface LogSettings {

    /** The topic. One partition. */
    @WithDefault("notification-log")
    String topic();

    /** Whether it is created when it is missing: as all topics of the suite. */
    @WithDefault("${scc.topics.create}")
    boolean create();

    /** How many copies Kafka keeps of it: as of all topics of the suite. */
    @WithDefault("${scc.topics.replication}")
    short replication();

    /** How long Kafka keeps the log: the longest time that a rebuilt replica can look back. */
    @WithDefault("PT24H")
    Duration retention();

    /** How far back a starting replica reads to rebuild the live state; a longer call is seen again at its next event. */
    @WithDefault("PT2H")
    Duration replay();

    /** How many of the newest events stay in memory for recovery and history. */
    @WithDefault("10000")
    int retained();

    /** How large these may be together, with their places in their channels: a caller's name is as long as the caller likes, and a call that rings at 500 phones is in 1,000 channels. */
    @WithDefault("8388608")
    long retainedBytes();

    /** A client that missed more than this gets a snapshot; not more than a connection's queue holds. */
    @WithDefault("1000")
    int maxRecovered();
}
