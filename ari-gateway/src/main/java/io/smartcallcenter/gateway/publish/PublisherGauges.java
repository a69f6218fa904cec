package io.smartcallcenter.gateway.publish;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;

/** What the publisher says about its buffers. */
final class PublisherGauges {

    private PublisherGauges() {}

    static void register(
            EventPublisher publisher, Journal journal, Queue<?> queue, Delivery delivery, MeterRegistry meters) {
        Gauge.builder("scc.publish.queue.depth", queue, Queue::size)
                .description("Events in memory that the publisher has not looked at")
                .register(meters);
        Gauge.builder("scc.publish.outstanding", delivery, Delivery::size)
                .description("Events that the producer has and Kafka has not acknowledged")
                .register(meters);
        Gauge.builder("scc.publish.disk.depth", journal, Journal::count)
                .description("Events on disk")
                .register(meters);
        Gauge.builder("scc.publish.disk.bytes", journal, Journal::bytes)
                .description("Size of the events on disk; the file is up to a third larger")
                .register(meters);
        Gauge.builder("scc.publish.disk.up", journal, j -> j.trouble() == null ? 1 : 0)
                .description("0: events could not be kept on disk at the last attempt")
                .register(meters);
        Gauge.builder("scc.publish.oldest.age.seconds", publisher, PublisherGauges::age)
                .description("Age of the oldest event that Kafka has not acknowledged")
                .register(meters);
        Gauge.builder("scc.kafka.up", publisher, p -> p.kafkaUp() ? 1 : 0)
                .description("1: events that are handed over now reach Kafka in time")
                .register(meters);
    }

    private static double age(EventPublisher publisher) {
        Instant oldest = publisher.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1000.0);
    }
}
