package io.smartcallcenter.gateway.normalize;

import io.smartcallcenter.events.NodeMode;
import java.time.Duration;

/**
 * @param app the Stasis application, {@code SmartCallCenter}
 * @param settle how long a queue entry that was left without an answer waits for the fact that tells why
 * @param tombstone how long an ended call is remembered, so that late and repeated events do not open it again
 * @param mode which links there are
 */
public record Settings(String app, Duration settle, Duration tombstone, NodeMode mode) {

    public static final Settings DEFAULTS =
            new Settings("SmartCallCenter", Duration.ofSeconds(1), Duration.ofSeconds(60));

    public Settings(String app, Duration settle, Duration tombstone) {
        this(app, settle, tombstone, NodeMode.FULL);
    }

    public Settings {
        if (settle.isNegative() || tombstone.compareTo(settle) < 0) {
            throw new IllegalArgumentException("the tombstone must live at least as long as the settle window");
        }
    }
}
