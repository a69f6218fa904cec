package io.smartcallcenter.virtual.scenario;

import java.time.Duration;

/**
 * What a simulated caller does.
 *
 * @param patience hangs up this long after dialling when nobody has talked to them yet; null waits for ever
 * @param talk hangs up after this long in conversation; null leaves it to the other side
 */
public record CallerPlan(Duration patience, Duration talk) {

    /** Does nothing by itself: the test hangs up, or the other side does. */
    public static final CallerPlan PASSIVE = new CallerPlan(null, null);

    public static CallerPlan talksFor(Duration talk) {
        return new CallerPlan(null, talk);
    }

    public static CallerPlan givesUpAfter(Duration patience) {
        return new CallerPlan(patience, null);
    }
}
