package io.smartcallcenter.kpi.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Quotients as reports want them: an empty denominator gives null. */
public final class Ratio {

    /** Of a double below {@link #EXACT} everything that is further from a half is on its side of it in decimal digits as well. */
    private static final double NEAR = 1e-6;

    private static final double EXACT = 1e8;

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
        if (value == null) {
            return null;
        }
        double tenths = value * 10;
        double below = Math.floor(tenths);
        boolean nearHalf = Math.abs(tenths - below - 0.5) < NEAR || Math.abs(value) > EXACT;
        return nearHalf ? exactly(value) : (tenths - below < 0.5 ? below : below + 1) / 10;
    }

    /** As its decimal digits say: what binary digits make of a half does not count. */
    private static Double exactly(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).doubleValue();
    }
}
