package io.smartcallcenter.notification.alert.watch;

import io.smartcallcenter.notification.alert.store.AlertSettings;
import java.time.Duration;
import java.util.List;

/** As they are by default, but for the consumer groups. */
record WatchSettings() implements AlertSettings {

    static final String LOG = "notification-log";

    @Override
    public boolean watch() {
        return true;
    }

    @Override
    public Duration replay() {
        return Duration.ofMinutes(15);
    }

    @Override
    public Duration refresh() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration lagEvery() {
        return Duration.ofSeconds(1);
    }

    @Override
    public List<String> groups() {
        return List.of("behind");
    }

    @Override
    public Duration history() {
        return Duration.ofDays(1);
    }
}
