package io.smartcallcenter.bench.kpi.truth;

import java.util.Locale;

/** Where an entry counts. */
public enum Attribution {
    /** All of it where the caller joined. */
    ARRIVAL,
    /** The join where it was, the outcome and the wait where the caller left. */
    EVENT;

    /** The API's value. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
