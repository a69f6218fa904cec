package io.smartcallcenter.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
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

        /** Limit of one ARI request and one AMI action. */
        @WithDefault("3s")
        Duration requestTimeout();
    }

    /** The way to Kafka. */
    interface Publish {

        /** Events that wait in memory while Kafka is away, before the newest are dropped and the gap is said. */
        @WithDefault("100000")
        int capacity();

        /** An event that waits longer than this for its acknowledgement means that Kafka is away. */
        @WithDefault("1s")
        Duration awayAfter();
    }
}
