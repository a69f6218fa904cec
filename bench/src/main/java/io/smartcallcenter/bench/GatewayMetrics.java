package io.smartcallcenter.bench;

/** What the gateway says about itself while decisions are measured. */
final class GatewayMetrics {

    private final Metrics metrics;

    GatewayMetrics(String management) {
        this.metrics = new Metrics(management);
    }

    /**
     * One reading; the counts are since the gateway's start.
     *
     * @param ari events read from ARI's WebSocket
     * @param ami events read from the AMI
     * @param published events that Kafka has acknowledged
     * @param lost events dropped because the publisher's queue was full
     * @param fallbacks callers sent to the default queue
     * @param failures frames that could not be normalized
     * @param waiting tasks that wait for the node's event loop now
     * @param queued events that wait for the publisher now
     */
    record Reading(
            long nanos,
            double ari,
            double ami,
            double published,
            double lost,
            double fallbacks,
            double failures,
            double waiting,
            double queued) {

        double links() {
            return ari + ami;
        }

        /** Everything that the gateway has taken in and not yet finished. */
        double backlog() {
            return waiting + queued;
        }
    }

    Reading read() throws InterruptedException {
        String text = metrics.fetch();
        return new Reading(
                System.nanoTime(),
                Metrics.sum(text, "scc_link_events_total{link=\"ari\""),
                Metrics.sum(text, "scc_link_events_total{link=\"ami\""),
                Metrics.sum(text, "scc_publish_events_total"),
                Metrics.sum(text, "scc_publish_lost_total"),
                Metrics.sum(text, "scc_fallbacks_total"),
                Metrics.sum(text, "scc_gateway_signal_failures_total"),
                Metrics.sum(text, "scc_gateway_loop_waiting"),
                Metrics.sum(text, "scc_publish_queue_depth"));
    }
}
