package io.smartcallcenter.bench.gateway;

import io.smartcallcenter.bench.Metrics;

/** What the gateway says of itself. */
final class Gauges {

    private static final double MIB = 1024 * 1024;

    private final Metrics metrics;

    Gauges(String management) {
        this.metrics = new Metrics(management);
    }

    /**
     * Counts are since the gateway's start.
     *
     * @param events read from both links
     * @param published acknowledged by Kafka
     * @param lost dropped anywhere: frames before the loop, events before Kafka
     * @param disconnects of both links
     * @param failures frames that could not be normalized
     * @param fallbacks callers sent to the default queue
     * @param frames read and not handled
     * @param unpublished events handed to the publisher and not acknowledged
     * @param heap used, in MiB, garbage included
     */
    record Reading(
            long nanos,
            double events,
            double published,
            double lost,
            double disconnects,
            double failures,
            double fallbacks,
            double frames,
            double unpublished,
            double heap) {

        double backlog() {
            return frames + unpublished;
        }
    }

    Reading read() throws InterruptedException {
        String text = metrics.fetch();
        return new Reading(
                System.nanoTime(),
                Metrics.sum(text, "scc_link_events_total"),
                Metrics.sum(text, "scc_publish_events_total"),
                Metrics.sum(text, "scc_link_dropped_frames_total") + Metrics.sum(text, "scc_publish_lost_total"),
                Metrics.sum(text, "scc_link_disconnects_total"),
                Metrics.sum(text, "scc_gateway_signal_failures_total"),
                Metrics.sum(text, "scc_fallbacks_total"),
                Metrics.sum(text, "scc_gateway_loop_waiting"),
                Metrics.sum(text, "scc_publish_queue_depth") + Metrics.sum(text, "scc_publish_outstanding"),
                Metrics.sum(text, "jvm_memory_used_bytes{area=\"heap\"") / MIB);
    }
}
