package io.smartcallcenter.cdr;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How CDRs are imported and compared; those of a database itself are {@code scc.cdr.database.*} or stored by an administrator. One that is out of
 * its range stops the start.
 */
@ConfigMapping(prefix = "scc.cdr.sync")
public interface CdrSettings {

    /** Calls that began earlier are not looked at, on either side. Default: the first start of the service. */
    @WithDefault("${scc.cdr.since:}")
    Optional<Instant> since();

    /** Rows read at once, 1 or more. */
    @WithDefault("${scc.cdr.page-size:2000}")
    @Min(1)
    int pageSize();

    /** Rows that a back-fill reads in a second at most, 1 or more. */
    @WithDefault("${scc.cdr.back-fill-rate:20000}")
    @Min(1)
    int backFillRate();

    /** A back-fill of which nothing was heard for so long is gone on with by another replica, or by this one after its restart. */
    @WithDefault("${scc.cdr.back-fill-lease:90s}")
    @DurationMin(seconds = 1)
    Duration backFillLease();

    /** A query that takes longer has failed: the import goes on with the next poll. */
    @WithDefault("${scc.cdr.query-timeout:60s}")
    @DurationMin(seconds = 1)
    Duration queryTimeout();

    /** Without an id column: how far back {@code calldate} is read again at least. */
    @WithDefault("${scc.cdr.window:4h}")
    @DurationMin
    Duration window();

    /** Without an id column: no call is waited for longer than this, even if its end was never seen. */
    @WithDefault("${scc.cdr.longest-call:24h}")
    @DurationMin
    Duration longestCall();

    /** How long one side may come later than the other before it counts as missing. */
    @WithDefault("${scc.cdr.grace:15s}")
    @DurationMin
    Duration grace();
}
