package io.smartcallcenter.bench;

import io.smartcallcenter.bench.GatewayMetrics.Reading;
import org.HdrHistogram.Histogram;

/**
 * What one measurement found.
 *
 * @param asked calls per second that were to begin
 * @param seconds its length
 * @param calls callers who asked for a decision
 * @param fallbacks of these, sent to the default queue
 * @param without of these, neither decided nor sent to the default queue 10 s after the measurement
 * @param waits nanoseconds from StasisStart to the continue request, decisions only
 * @param before the gateway at the begin
 * @param after the gateway at the end
 * @param worstBacklog the highest of the gateway's backlogs, read twice a second
 * @param gatewayCpu cores that the gateway used
 * @param routingCpu cores that the routing service used
 * @param ownCpu cores that this JVM used: the virtual Asterisk and Kafka
 * @param machineCpu 0..1, of the whole machine, whoever used it
 */
record Measurement(
        double asked,
        double seconds,
        long calls,
        long fallbacks,
        long without,
        Histogram waits,
        Reading before,
        Reading after,
        double worstBacklog,
        double gatewayCpu,
        double routingCpu,
        double ownCpu,
        double machineCpu) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double RATE_REACHED = 0.98;

    double callsPerSecond() {
        return calls / seconds;
    }

    double eventsPerSecond() {
        return (after.links() - before.links()) / between();
    }

    double ariPerSecond() {
        return (after.ari() - before.ari()) / between();
    }

    double amiPerSecond() {
        return (after.ami() - before.ami()) / between();
    }

    double publishedPerSecond() {
        return (after.published() - before.published()) / between();
    }

    private double between() {
        return (after.nanos() - before.nanos()) / 1e9;
    }

    double percentile(double percentile) {
        return waits.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    double max() {
        return waits.getMaxValue() / NANOS_PER_MILLI;
    }

    /** Every caller was decided, nothing was lost, the backlog is below one second of events, and the PBX did offer the load. */
    boolean keptUp() {
        return fallbacks == 0
                && without == 0
                && after.lost() == before.lost()
                && after.failures() == before.failures()
                && after.backlog() < eventsPerSecond()
                && loadOffered();
    }

    /** The virtual Asterisk began as many calls as it was asked to; if not, the load's own side is at its end. */
    boolean loadOffered() {
        return callsPerSecond() >= RATE_REACHED * asked;
    }
}
