package io.smartcallcenter.kpi;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.ZoneId;
import java.util.Optional;

/** Settings under {@code scc.kpi}. */
@ConfigMapping(prefix = "scc.kpi")
public interface KpiSettings {

    /** IANA zone whose midnight begins the day of the live figures. */
    @WithDefault("UTC")
    ZoneId zone();

    /** Seconds within which a call should be answered, unless the query says otherwise. */
    @WithDefault("20")
    int slThreshold();

    /** What abandons do to the service level: negative, ignore, positive or answered_only. */
    @WithDefault("negative")
    String slMode();

    /** Seconds; a caller who hangs up earlier is a short abandon. 0 = off. */
    @WithDefault("5")
    int shortAbandon();

    /**
     * Queue entries, or offers and operator states, of one report; one of more is refused. While a report is made, it holds some 16
     * bytes of each entry, some 40 of each offer and some 80 of each state.
     */
    @WithDefault("5000000")
    int reportLimit();

    /**
     * Heap, about, for days of queues that reports have read, and twice as much for those of operators: they are not read again until
     * they change. A million queue entries take 22 MB, a million offers 80 MB. Default: an eighth of the heap.
     */
    Optional<MemorySize> keptDays();
}
