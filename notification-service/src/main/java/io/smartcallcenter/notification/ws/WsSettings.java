package io.smartcallcenter.notification.ws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the WebSocket, {@code scc.ws.*}. */
@ConfigMapping(prefix = "scc.ws")
public interface WsSettings {

    /** The server pings at this interval; two pings without an answer close the connection. */
    @WithDefault("PT25S")
    Duration ping();

    /** States (KPI channels) are sent at most this often. */
    @WithDefault("PT0.25S")
    Duration stateInterval();

    /** A reader with more unsent events than this is too slow. */
    @WithDefault("2000")
    int queueMessages();

    /** A reader with more unsent bytes than this is too slow. */
    @WithDefault("2097152")
    long queueBytes();

    @WithDefault("200")
    int maxSubscriptions();

    /** How long a one-shot ticket can be used. */
    @WithDefault("PT30S")
    Duration ticketLife();

    /** How long a ticket or a list of those present waits for the database: a client waits for it. */
    @WithDefault("PT1S")
    Duration databasePatience();

    /** How long a resume that is ahead of this replica waits for the log to be read so far; then it gets a snapshot. */
    @WithDefault("PT2S")
    Duration resumePatience();
}
