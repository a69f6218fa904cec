package io.smartcallcenter.kpi.metrics;

import io.smartcallcenter.kpi.operator.TimeTotals;
import java.util.Map;
import java.util.TreeMap;

/**
 * One operator, or several together, in a cell of time: calls are counted where they belong, states and talk are clipped to it.
 *
 * @param iface null: several operators together
 * @param name the newest that is known, otherwise the interface; null: several operators together
 * @param queues counts by queue, of one operator in a range that is not cut; direct calls, which have none, are in {@code counts}
 *     only
 * @param times of several operators: their sums
 */
public record OperatorFigures(
        String iface, String name, OfferCounts counts, Map<String, OfferCounts> queues, TimeTotals times) {

    public double onlineSeconds() {
        return times.onlineMs() / 1000.0;
    }

    public double pauseSeconds() {
        return times.pausedMs() / 1000.0;
    }

    public double autoPauseSeconds() {
        return times.autoPausedMs() / 1000.0;
    }

    /** Seconds paused by reason; reasons of two queues may overlap. */
    public Map<String, Double> pauseSecondsByReason() {
        Map<String, Double> seconds = new TreeMap<>();
        times.pausedMsByReason().forEach((reason, paused) -> seconds.put(reason, paused / 1000.0));
        return seconds;
    }

    /** Share of talk in talk and availability, 0..100. Hold is inside the talk; after-call work is not measured yet. */
    public Double occupancy() {
        return Ratio.percent(times.talkingMs(), times.talkingMs() + times.availableMs());
    }
}
