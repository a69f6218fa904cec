package io.smartcallcenter.kpi.owner;

import io.smartcallcenter.kpi.rollup.Quarter;
import io.smartcallcenter.kpi.rollup.RollUpKey;

/**
 * Names a day document.
 *
 * @param day days of UTC since the epoch
 */
public record Day(RollUpKey key, long day) {

    private static final long MICROS = Quarter.PER_DAY * Quarter.MILLIS * 1000;

    /** Its first moment, in µs since the epoch. */
    public long fromMicros() {
        return day * MICROS;
    }

    public Quarter firstQuarter() {
        return new Quarter(day * Quarter.PER_DAY);
    }
}
