package io.smartcallcenter.cdr;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings under {@code scc.cdr.retention}: how long each kind of data is kept, as ISO-8601 durations such as {@code P400D}. */
@ConfigMapping(prefix = "scc.cdr.retention")
public interface RetentionSettings {

    /** The copy of the PBXs' rows, by calldate: who called whom when. Bills are asked about for years. */
    @WithDefault("P3650D")
    Duration rows();

    /** What the events say of each call, how it agrees with its rows, and the gaps of nodes. */
    @WithDefault("P400D")
    Duration calls();

    /** Who exported or erased what. */
    @WithDefault("P1100D")
    Duration audit();
}
