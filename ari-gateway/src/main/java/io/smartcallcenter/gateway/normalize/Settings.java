package io.smartcallcenter.gateway.normalize;

import java.time.Duration;

/**
 * @param app the Stasis application, {@code SmartCallCenter}
 * @param settle how long a queue entry that was left without an answer waits for the fact that tells why
 * @param tombstone how long an ended call is remembered, so that late and repeated events do not open it again
 */
public record Settings(String app, Duration settle, Duration tombstone) {

    public static final Settings DEFAULTS =
            new Settings("SmartCallCenter", Duration.ofSeconds(1), Duration.ofSeconds(60));

    public Settings {
        if (settle.isNegative() || tombstone.compareTo(settle) < 0) {
            throw new IllegalArgumentException("the tombstone must live at least as long as the settle window");
        }
    }
}
