package io.smartcallcenter.kpi.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quotients as reports want them: an empty denominator gives null. */
public final class Ratio {

    private Ratio() {}

    static Double percent(long part, long whole) {
        return whole == 0 ? null : 100.0 * part / whole;
    }

    /**
     * One division, so that it is rounded once: a mean that lies on a half stays there, and is shown as the half above.
     *
     * @return seconds
     */
    static Double meanSeconds(long totalMs, long count) {
        return count == 0 ? null : totalMs / (1000.0 * count);
    }

    /** @return seconds */
    static Double seconds(Long millis) {
        return millis == null ? null : millis / 1000.0;
    }

    /** One decimal, halves up, as figures are shown; null stays null. */
    public static Double oneDecimal(Double value) {
        return value == null
                ? null
                : BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).doubleValue();
    }
}
