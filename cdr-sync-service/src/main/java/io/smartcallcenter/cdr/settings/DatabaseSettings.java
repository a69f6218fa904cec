package io.smartcallcenter.cdr.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A database that the environment sets, until an administrator stores another one for its node. Without a host there is none; with one, what
 * is missing stops the start and is named, instead of reaching a wrong database.
 */
@ConfigMapping(prefix = "scc.cdr.database")
public interface DatabaseSettings {

    /** The Asterisk node that writes the table: the first part of the ids of its calls. */
    @WithDefault("${scc.cdr.node:pbx1}")
    String node();

    Optional<String> host();

    OptionalInt port();

    Optional<String> name();

    Optional<String> username();

    Optional<String> password();

    /** {@code mysql}, {@code mariadb} or {@code postgresql}. */
    @WithDefault("mariadb")
    DatabaseType type();

    @WithDefault("cdr")
    String table();

    /** The zone of {@code calldate}: that of the Asterisk host. */
    @WithDefault("${scc.cdr.zone:UTC}")
    ZoneId zone();

    /** @throws IllegalStateException if it is set in part */
    default Optional<AsteriskDatabase> database() {
        return host().filter(host -> !host.isBlank())
                .map(host -> new AsteriskDatabase(
                        node(),
                        type(),
                        host,
                        port().orElseThrow(() -> missing("port")),
                        username().orElseThrow(() -> missing("username")),
                        password().orElseThrow(() -> missing("password")),
                        name().orElseThrow(() -> missing("name")),
                        table(),
                        zone(),
                        true));
    }

    private static IllegalStateException missing(String name) {
        return new IllegalStateException("scc.cdr.database." + name + " is not set, but scc.cdr.database.host is");
    }
}
