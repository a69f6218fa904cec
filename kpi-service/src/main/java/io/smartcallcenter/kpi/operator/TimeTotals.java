package io.smartcallcenter.kpi.operator;

import java.util.Map;
import java.util.TreeMap;

/**
 * How much time operators spent in each state. Of one operator each is a union over queues; those of several operators may be added
 * up. In µs, so that nothing is lost where parts are added; read in ms.
 *
 * @param pausedMicrosByReason reasons of two queues may overlap
 * @param talkingMicros of all queues and of direct calls
 * @param availableMicros online, not paused, and not talking
 */
public record TimeTotals(
        long onlineMicros,
        long pausedMicros,
        long autoPausedMicros,
        Map<String, Long> pausedMicrosByReason,
        long talkingMicros,
        long availableMicros) {

    public static final TimeTotals NONE = new TimeTotals(0, 0, 0, Map.of(), 0, 0);

    public TimeTotals plus(TimeTotals other) {
        return new TimeTotals(
                onlineMicros + other.onlineMicros,
                pausedMicros + other.pausedMicros,
                autoPausedMicros + other.autoPausedMicros,
                added(pausedMicrosByReason, other.pausedMicrosByReason),
                talkingMicros + other.talkingMicros,
                availableMicros + other.availableMicros);
    }

    private static Map<String, Long> added(Map<String, Long> one, Map<String, Long> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        Map<String, Long> sum = new TreeMap<>(one);
        other.forEach((reason, micros) -> sum.merge(reason, micros, Long::sum));
        return sum;
    }

    public long onlineMs() {
        return onlineMicros / 1000;
    }

    public long pausedMs() {
        return pausedMicros / 1000;
    }

    public long autoPausedMs() {
        return autoPausedMicros / 1000;
    }

    public Map<String, Long> pausedMsByReason() {
        Map<String, Long> millis = new TreeMap<>();
        pausedMicrosByReason.forEach((reason, micros) -> millis.put(reason, micros / 1000));
        return millis;
    }

    public long talkingMs() {
        return talkingMicros / 1000;
    }

    public long availableMs() {
        return availableMicros / 1000;
    }

    /** Whether the operator was there at all, or paused. */
    public boolean present() {
        return onlineMs() > 0 || pausedMs() > 0 || autoPausedMs() > 0;
    }
}
