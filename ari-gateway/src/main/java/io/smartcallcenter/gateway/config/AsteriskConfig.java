package io.smartcallcenter.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The Asterisk nodes that the gateways serve, the same for all gateways: several as {@code scc.asterisk.nodes.<name>.*}, or one
 * in short as {@code scc.asterisk.*}. Secrets have no default: {@link NodeSettings} stops the start and names what is missing.
 */
@ConfigMapping(prefix = "scc.asterisk")
public interface AsteriskConfig {

    /** The name of the one node of the short form: the first part of every call id. */
    @WithDefault("pbx1")
    String node();

    Ari ari();

    Ami ami();

    /** Several nodes by their names; with them the short form is not used. */
    Map<String, Node> nodes();

    /** One of several nodes. */
    interface Node {

        Ari ari();

        Ami ami();
    }

    /** The REST and WebSocket interface: control. */
    interface Ari {

        /** Scheme, host, port and prefix of http.conf, without {@code /ari} and without credentials. */
        @WithDefault("http://127.0.0.1:8088")
        URI url();

        Optional<String> username();

        Optional<String> password();

        /** The Stasis application; the dialplan names it too. */
        @WithDefault("SmartCallCenter")
        String app();
    }

    /** The manager interface: queue facts and queue members. Without credentials the gateway runs over ARI alone. */
    interface Ami {

        @WithDefault("127.0.0.1")
        String host();

        @WithDefault("5038")
        int port();

        Optional<String> username();

        Optional<String> password();
    }
}
