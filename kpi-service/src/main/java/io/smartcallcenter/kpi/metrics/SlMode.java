package io.smartcallcenter.kpi.metrics;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What abandoned calls do to the service level. */
public enum SlMode {
    /** They count as not met. */
    NEGATIVE,
    /** Abandons within the threshold leave the denominator. */
    IGNORE,
    /** Abandons within the threshold count as met. */
    POSITIVE,
    /** Only answered calls are looked at: what Asterisk itself reports. */
    ANSWERED_ONLY;

    /** The name in the API: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<SlMode> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.wireName().equals(name))
                .findFirst();
    }
}
