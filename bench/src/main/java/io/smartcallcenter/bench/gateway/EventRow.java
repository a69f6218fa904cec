package io.smartcallcenter.bench.gateway;

import io.smartcallcenter.bench.stub.Tally;

/**
 * What one measurement of a rate found.
 *
 * @param asked ARI+AMI events per second that were to be sent
 * @param worstBacklog the highest of the gateway's backlogs, read twice a second
 * @param notTaken bytes that the gateway had not read at the end
 * @param heap the most that was used at a reading, in MiB, garbage included
 * @param cpu cores that the gateway used
 * @param peak the most memory that the process ever had, in MiB
 */
record EventRow(
        int asked,
        double seconds,
        Tally sent,
        Router.Read read,
        Gauges.Reading before,
        Gauges.Reading after,
        double worstBacklog,
        long notTaken,
        double heap,
        double cpu,
        long peak) {

    static final String HEAD =
            "| asked events/s | sent events/s (ARI, AMI) | handled events/s | Kafka events/s | p50 ms | p99 ms | max ms"
                    + " | decisions/s | p50 ms | p99 ms | undecided | worst backlog | at end | cores | heap MiB (process) | kept up |\n"
                    + "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|:--|";

    private static final double NANOS_PER_MS = 1e6;
    private static final double OFFERED = 0.98;
    /** A backlog of less than this many seconds of events at the end is none that grows. */
    private static final double SHORT = 0.2;

    Object[] values() {
        return new Object[] {
            asked,
            (sent.ari() + sent.ami()) / seconds,
            sent.ari() / seconds,
            sent.ami() / seconds,
            handled(),
            (after.published() - before.published()) / between(),
            read.ages().getValueAtPercentile(50) / NANOS_PER_MS,
            read.ages().getValueAtPercentile(99) / NANOS_PER_MS,
            read.ages().getMaxValue() / NANOS_PER_MS,
            sent.calls() / seconds,
            sent.decisions().getValueAtPercentile(50) / NANOS_PER_MS,
            sent.decisions().getValueAtPercentile(99) / NANOS_PER_MS,
            sent.undecided() + (long) (after.fallbacks() - before.fallbacks()),
            worstBacklog,
            after.backlog(),
            cpu,
            heap,
            peak,
            verdict()
        };
    }

    static String format() {
        return "| %d | %.0f (%.0f, %.0f) | %.0f | %.0f | %.1f | %.1f | %.1f | %.0f | %.1f | %.1f | %d | %.0f | %.0f | %.2f"
                + " | %.0f (%d) | %s |";
    }

    private double between() {
        return (after.nanos() - before.nanos()) / 1e9;
    }

    private double handled() {
        return (after.events() - before.events()) / between();
    }

    private String verdict() {
        if (after.lost() > before.lost() || after.failures() > before.failures()) {
            return "no: events were lost";
        }
        if (after.disconnects() > before.disconnects()) {
            return "no: a link was cut";
        }
        if (sent.ari() + sent.ami() < OFFERED * asked * seconds) {
            return "no: the stub sent less than asked";
        }
        boolean behind = after.backlog() > SHORT * asked || handled() < OFFERED * asked;
        return behind ? "no: it falls behind" : "yes";
    }
}
