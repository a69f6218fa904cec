package io.smartcallcenter.kpi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Settings under {@code scc.kpi.retention}: how long each kind of data is kept, as ISO-8601 durations such as {@code P400D}. */
@ConfigMapping(prefix = "scc.kpi.retention")
public interface RetentionSettings {

    /** One document per call: who called when, and how it ended. */
    @WithDefault("P400D")
    Duration calls();

    /** The timelines of calls, decisions included. */
    @WithDefault("P90D")
    Duration events();

    /**
     * What figures are computed from: queue entries, offers, refusals and operator states. Older roll-ups are never recomputed. At least
     * the seven days of Kafka, and the day before facts are deleted in which their quarters are left alone.
     */
    @WithDefault("P400D")
    @DurationMin(days = 8)
    Duration facts();

    /** Comments and dispositions. */
    @WithDefault("P400D")
    Duration notes();

    /** Who exported or erased what. */
    @WithDefault("P1100D")
    Duration audit();

    /** The figures by 15 minutes, and the gaps of nodes that make them incomplete. */
    @WithDefault("P3650D")
    Duration rollups();
}
