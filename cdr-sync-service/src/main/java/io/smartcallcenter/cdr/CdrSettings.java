package io.smartcallcenter.cdr;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** The service's settings; those of the database itself are {@code scc.cdr.database.*}. */
@ConfigMapping(prefix = "scc.cdr.sync")
public interface CdrSettings {

    /** The Asterisk node that writes the table: the first part of the call ids. */
    @WithDefault("${scc.cdr.node:pbx1}")
    String node();

    /** The zone of {@code calldate}: that of the Asterisk host. */
    @WithDefault("${scc.cdr.zone:UTC}")
    ZoneId zone();

    /** Calls that began earlier are not looked at, on either side. Default: the first start of the service. */
    @WithDefault("${scc.cdr.since:}")
    Optional<Instant> since();

    /** Rows read at once. */
    @WithDefault("${scc.cdr.page-size:500}")
    int pageSize();

    /** A query that takes longer has failed: the import goes on with the next poll. */
    @WithDefault("${scc.cdr.query-timeout:60s}")
    Duration queryTimeout();

    /** Without an id column: how far back {@code calldate} is read again; longer than the longest call. */
    @WithDefault("${scc.cdr.window:4h}")
    Duration window();

    /** How long one side may come later than the other before it counts as missing. */
    @WithDefault("${scc.cdr.grace:15s}")
    Duration grace();
}
