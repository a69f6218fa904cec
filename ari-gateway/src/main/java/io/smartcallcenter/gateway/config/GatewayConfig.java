package io.smartcallcenter.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Limits and timings of the gateway itself. */
@ConfigMapping(prefix = "scc.gateway")
public interface GatewayConfig {

    /**
     * This gateway among all gateways: unique, the same after a restart, of letters, digits, '.', '_' and '-'. Without it the host's
     * name and the port of the API, {@code gateway-1-8081}.
     */
    Optional<String> instance();

    /** Where this gateway's API is, for the answers of the others. Without it {@code http://} and host name and port. */
    Optional<String> address();

    /** The Kafka group of all gateways that share the nodes. */
    @WithDefault("scc-gateway")
    String group();

    Link link();

    Publish publish();

    /** Reconnecting and watching of the two links. */
    interface Link {

        /** The first pause before a reconnect; it doubles up to {@link #backoffMax()} and is jittered. */
        @WithDefault("200ms")
        Duration backoffMin();

        @WithDefault("5s")
        Duration backoffMax();

        /** Both links are pinged this often; three missing answers close the link. */
        @WithDefault("5s")
        Duration ping();

        /** How often channels are looked for that wait in the application and that nobody knows. */
        @WithDefault("15s")
        Duration sweep();

        /**
         * Frames of one link, in bytes as they were read, that may wait to be handled; in memory they are several times larger.
         * Beyond it they are dropped, counted and said as a gap.
         */
        @WithDefault("4194304")
        long waitingBytes();

        /** Limit of one ARI request and one AMI action, also of those that try an Asterisk. */
        @WithDefault("3s")
        Duration requestTimeout();
    }

    /** The way to Kafka. */
    interface Publish {

        /** Events that may wait in memory for the publisher. */
        @WithDefault("20000")
        int capacity();

        /** An event that waits longer than this for its acknowledgement means that Kafka is away. */
        @WithDefault("1s")
        Duration awayAfter();

        /** Where events wait on disk while Kafka is away: of this gateway alone, and a volume where its container is not kept. */
        @WithDefault("data/events")
        Path directory();

        /** Events that may wait on disk; beyond it the oldest are dropped and the gap is said. */
        @WithDefault("1000000")
        long diskEvents();

        /** Bytes of events that may wait on disk; the file is up to a third larger. */
        @WithDefault("1073741824")
        long diskBytes();

        /** How often what waits is forced to the disk: what a power cut can lose. A killed gateway loses none of it. */
        @WithDefault("1s")
        Duration diskSync();
    }
}
