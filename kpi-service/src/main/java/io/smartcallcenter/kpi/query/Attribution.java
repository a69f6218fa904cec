package io.smartcallcenter.kpi.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which cell of time a figure belongs to. */
public enum Attribution {
    /** Everything of an entry belongs to its join, everything of an offer to its start. */
    ARRIVAL,
    /** Each counter belongs to the moment where it happened: outcome and wait to the leave or the end. */
    EVENT;

    /** The name in the API: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Attribution> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(attribution -> attribution.wireName().equals(name))
                .findFirst();
    }
}
