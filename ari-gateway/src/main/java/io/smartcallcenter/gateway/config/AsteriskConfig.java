package io.smartcallcenter.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** The Asterisk node that this gateway serves. Secrets have no default: a missing one stops the start and is named. */
@ConfigMapping(prefix = "scc.asterisk")
public interface AsteriskConfig {

    /** The node's name: the first part of every call id. */
    @WithDefault("pbx1")
    String node();

    Ari ari();

    Ami ami();

    /** The REST and WebSocket interface: control. */
    interface Ari {

        /** Scheme, host, port and prefix of http.conf, without {@code /ari} and without credentials. */
        @WithDefault("http://127.0.0.1:8088")
        URI url();

        String username();

        String password();

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
