package io.smartcallcenter.gateway.publish;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;

/**
 * Whether a producer has a connection at all: a killed broker is noticed before the next event needs it. Asked at most
 * every 50 ms; a single zero may be a reconnect and is not yet believed.
 */
final class ConnectionWatch {

    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int ZEROS = 3;

    private final Metric connections;
    private long asked;
    private int zeros = ZEROS;

    ConnectionWatch(Producer<?, ?> producer) {
        this.connections = producer.metrics().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals("connection-count")
                        && entry.getKey().group().equals("producer-metrics"))
                .map(entry -> (Metric) entry.getValue())
                .findFirst()
                .orElse(null);
    }

    boolean up() {
        long now = System.nanoTime();
        if (now - asked >= INTERVAL_NS) {
            asked = now;
            // A producer without this metric (another client, a test's mock) is judged by its acknowledgements alone.
            boolean some = connections == null || ((Number) connections.metricValue()).doubleValue() > 0;
            zeros = some ? 0 : Math.min(ZEROS, zeros + 1);
        }
        return zeros < ZEROS;
    }
}
