package io.smartcallcenter.notification.alert.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Settings under {@code scc.notification.alerts}. */
@ConfigMapping(prefix = "scc.notification.alerts")
public interface AlertSettings {

    /** Whether this replica may evaluate the rules; one of those that may does. */
    @WithDefault("true")
    boolean watch();

    /** How much of the log a replica reads when it takes over; longer than the hold times of the rules. */
    @WithDefault("15m")
    Duration replay();

    /** How soon a rule that another replica has stored is in force. */
    @WithDefault("5s")
    Duration refresh();

    /** How often the lag of the consumer groups is asked for. */
    @WithDefault("10s")
    Duration lagEvery();

    /** The consumer groups whose lag is watched; those that do not exist are passed over. */
    @WithDefault(
            "kpi-service,cdr-sync-service,routing-service,routing-journal,notification-service,notification-cards,notification-contacts,"
                    + "notification-alert-history")
    List<String> groups();

    /** How long alerts that are over stay readable. */
    @WithDefault("P90D")
    Duration history();
}
